"""Results → files and tables people and programs read."""

from seo_engine.report.atomic import write_whole
from seo_engine.report.csv import write_csv
from seo_engine.report.extras import Extras
from seo_engine.report.files import check_output, write_results
from seo_engine.report.jsonl import finding_record, json_line, result_record, score_record, write_jsonl
from seo_engine.report.keywordfiles import write_keywords
from seo_engine.report.keywordrecords import keyword_record, root_record
from seo_engine.report.publish import check_publish, rollback_path, unwritable, write_publication
from seo_engine.report.rawkeywords import raw_records
from seo_engine.report.table import results_table
from seo_engine.report.xlsx import write_xlsx

__all__ = [
    "Extras",
    "check_output",
    "check_publish",
    "finding_record",
    "json_line",
    "keyword_record",
    "raw_records",
    "result_record",
    "results_table",
    "rollback_path",
    "root_record",
    "score_record",
    "unwritable",
    "write_csv",
    "write_jsonl",
    "write_keywords",
    "write_publication",
    "write_results",
    "write_whole",
    "write_xlsx",
]
