"""Imported by the server that forks workers: what it has read, none of them reads again."""

from pipeline.yearbook.html import STYLES
from pipeline.yearbook.swift import read_styles

read_styles(STYLES)
