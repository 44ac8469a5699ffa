"""Bytes in; Report and Text out, or a refusal: `gather` takes in, `extract` finds words. A file a format."""

from harmledger.capture.columns import ColumnMap
from harmledger.capture.extract import extract
from harmledger.capture.gather import gather
from harmledger.capture.gathered import Extracted, Gathered, Given
from harmledger.capture.limits import CaptureLimits

__all__ = ["CaptureLimits", "ColumnMap", "Extracted", "Gathered", "Given", "extract", "gather"]
