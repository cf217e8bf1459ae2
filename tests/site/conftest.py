"""The folder of the tests of the site: what they share (archives.py) is found by those in its folders too."""
