"""Estimating: incidents with their assessments in, totals out: naive sums, what is not known, and an interval."""
