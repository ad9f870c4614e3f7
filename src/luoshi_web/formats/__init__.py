"""How dates are written in languages where Django's own habit is not this site's."""
