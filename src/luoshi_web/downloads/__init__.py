"""Downloads: the tables of the pages as Excel and CSV, the whole data set as Parquet, changes as a feed."""
