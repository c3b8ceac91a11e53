"""What is said of an act, and passes: rules that the table names by act, outside its digest."""

from escalade.workflow.rules.remarks import days, left, records
