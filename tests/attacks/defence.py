"""Every attack that is played, the test that plays it, and what defends against it.

A defence is the exact text that does it. `python -m tests.attacks` takes one
away at a time, in a copy of the tree, and the test must fail then. Where two
layers would find an attack, the one is named that says what the test asks for.
"""

from __future__ import annotations

from typing import NamedTuple

COMPLETE, SCHEMA = "tests/models/test_completeness.py", "tests/models/test_schema_check.py"
ATTACKS, UPKEEP = "tests/models/test_attacks.py", "tests/models/test_verify.py"
WITNESS, SEALED, HOSTILE = (
    "tests/commands/test_receipts.py",
    "tests/commands/test_sealed.py",
    "tests/commands/test_hostile_file.py",
)
VERIFY_RECEIPT_TESTS = "tests/commands/test_verify_receipt.py"
PAPER_CHECK_TESTS = "tests/commands/test_paper_check.py"
SEALED_CHECK_TESTS = "tests/commands/test_sealed_check.py"
UNSEAL_TESTS = "tests/commands/test_unseal.py"
READERSHIP, WORD = "tests/web/test_readership.py", "tests/web/test_no_word.py"
PEOPLE, MAIL = "tests/web/test_people.py", "tests/web/mail/test_subscription.py"
SIGN_IN = "tests/web/openid/test_sign_in.py"
CHECKING, RETRIAL, REDERIVING = (
    "models/integrity/verify.py",
    "models/integrity/verify.py",
    "models/integrity/completeness.py",
)
COMPLETENESS, COMPARED, APPENDING = (
    "models/integrity/completeness.py",
    "models/backends/schema_check.py",
    "models/register.py",
)
CHECKPOINT = "workflow/ledger/checkpoints.py"
ADMISSION, ADMITTING = "tests/models/test_loading.py", "models/register.py"
ERASURE, KILLED = "tests/models/test_personal_texts.py", "tests/commands/test_killed.py"
HELD_BY, HELD, ALONE = (
    "models/integrity/receipts.py",
    "models/integrity/receipts.py",
    "models/integrity/verify_receipt.py",
)
SEALED_CHECK = "models/transfer.py"
UNSEALING, LINE, READING = "models/transfer.py", "models/cases/case_file.py", "models/cases/case_file.py"


class Cut(NamedTuple):
    """A defence taken away: what stands in a file, and what is put there."""

    file: str
    text: str
    instead: str = ""


class Attack(NamedTuple):
    """What an attacker does, and how it is found."""

    what: str
    test: str
    """A file and a function, as pytest names them."""
    cut: Cut
    """What finds it."""
    which: str = ""
    """Which of its cases, where the test has some of other attacks, as `-k` takes it."""


ACCOUNT, LIMIT = "tests/web/test_account.py", "tests/web/test_body_limit.py"
UNSEEN = "tests/web/test_scoped_reader.py::test_what_one_may_not_read_is_answered_as_what_is_not_there"
SEALED_TAG = "validate_answer(HTMLResponse(drawn), tag_of(sight.seal, drawn)"

TREE = Cut(CHECKING, "if row[10] != node:", "if False:")
FITS = Cut(CHECKING, "if row != (expected, *columns, row[9], node):", "if False:")
SAME = Cut(RETRIAL, "if [encode(record) for record in outcome.records] != [data for _, data in act]:", "if False:")
REFUSED = Cut(RETRIAL, 'return f"is refused when it is tried again: {error}"', 'return ""')
STANDS = Cut(RETRIAL, "except UNREADABLE as error:", "except ZeroDivisionError as error:")
ROOT = Cut(HELD_BY, "if reader.root(size) != root:", "if False:")
CUT = Cut(HELD_BY, "if size > reader.size():", "if False:")
SIGNED = Cut(CHECKPOINT, 'if verify(key.public, data[ID_SIZE:], (text + "\\n").encode()):', "if True:")
PATH = Cut(ALONE, "return last == 0 and node == root", "return last == 0")
FIRST, ALTERED = f"{ATTACKS}::test_the_first_record_that_is_wrong_is_named", f"{UPKEEP}::test_what_was_altered_is_found"
TWICE = f"{ATTACKS}::test_a_record_that_stands_twice_is_found"
ANY = f"{ATTACKS}::test_no_altered_ledger_verifies_and_holds_what_a_paper_was_drawn_from"
MADE_TO_FIT = f"{ATTACKS}::test_what_is_consistent_in_itself_is_found_by_one_paper_or_checkpoint"
REPLACED = f"{ATTACKS}::test_a_table_that_was_replaced_is_found"
FORGED = f"{UPKEEP}::test_whatever_is_forged_is_found_and_nothing_breaks"
RECEIPT = f"{VERIFY_RECEIPT_TESTS}::test_a_receipt_that_was_altered_proves_nothing"
OTHERS_RECEIPT = f"{VERIFY_RECEIPT_TESTS}::test_a_receipt_of_another_ledger_proves_nothing_of_this_one"
PAPER = f"{PAPER_CHECK_TESTS}::test_a_paper_is_held_by_its_body_and_by_its_seal"
SEAL = f"{PAPER_CHECK_TESTS}::test_a_paper_with_an_altered_seal_or_none_is_found"
FILE = f"{SEALED_CHECK_TESTS}::test_a_sealed_file_that_was_altered_is_not_loaded"
ANEW = f"{SEALED_CHECK_TESTS}::test_a_sealed_file_that_was_altered_and_sealed_anew_is_not_loaded"
LAST_BYTE = Cut(SEALED_CHECK, "if not held.bears_seal(point, key):", "if False:")
HARM = f"{HOSTILE}::test_a_hostile_file_is_refused_in_little_room_and_changes_nothing"
TOML, INPUT_FILE, PACKAGE = (
    "models/files.py",
    "models/files.py",
    "templates/checks/reading/package.py",
)
LONG_KEY = "tests/models/test_toml.py::test_a_key_of_many_parts_is_refused_before_it_is_read"
MANY_KEYS = "tests/models/test_toml.py::test_more_keys_and_values_than_any_case_has_are_refused_at_once"
DIGITS = "tests/models/test_toml.py::test_a_number_of_thousands_of_digits_is_no_fault_of_ours"
DEVICE = "tests/commands/test_input_file.py::test_a_device_or_a_pipe_is_named_and_not_read"
LIAR = "tests/templates/test_package.py::test_a_part_larger_than_it_says_is_never_unpacked_whole"
CORRUPT = "tests/commands/test_odd_words.py::test_a_corrupt_word_file_is_held_against_the_record"
NAMES = "tests/commands/test_odd_words.py::test_no_file_is_named_that_would_act_on_a_terminal"
WORDS = "tests/commands/test_odd_words.py::test_what_is_not_utf_8_is_named"
DAMAGE = "tests/commands/test_damage.py::test_damage_is_named_by_verify_and_no_reader_breaks_on_it"
BLOB = "tests/commands/test_damage.py::test_a_reader_says_what_is_damaged_and_what_helps"
HIDDEN_ROUND = "tests/commands/test_damage.py::test_a_round_that_strangers_may_not_read_is_not_published"
CLOCK = "tests/commands/test_out_of_reach.py::test_a_clock_in_a_year_of_no_records_is_named"
HIDING = "tests/templates/test_hidden.py::test_what_a_file_hides_is_named_and_refused_or_taken_out"
EDITING = "tests/stories/test_hidden.py::{}"
OPENING, LOOKS = (f"templates/checks/reading/{name}.py" for name in ("opening", "word"))
RELATION = Cut(OPENING, "    return False\n", "    return True\n")
FAR = Cut(OPENING, 'return one.kind == "hyperlink" and bool(REACHABLE.match(one.target))', "return True")
EDIT_FILES = "services/papers/edited.py"

TABLE: tuple[Attack, ...] = (
    # The ledger, with plain SQL
    Attack("edit a record", FIRST, TREE, "False-edited"),
    Attack("drop a record", FIRST, TREE, "False-dropped"),
    Attack("swap two records", FIRST, TREE, "False-swapped"),
    Attack("insert a record", FIRST, TREE, "False-inserted"),
    Attack("edit a record, every hash recomputed", FIRST, REFUSED, "True-edited"),
    Attack("drop a record, every hash recomputed", FIRST, SAME, "True-dropped"),
    Attack("swap two records, every hash recomputed", FIRST, REFUSED, "True-swapped"),
    Attack("insert a record, every hash recomputed", FIRST, SAME, "True-inserted"),
    Attack("set a record back in time, every hash recomputed", FIRST, REFUSED, "True-set_back"),
    Attack("duplicate a record, every hash recomputed", TWICE, REFUSED),
    Attack("do anything at all to records, hashes and tables", ANY, CUT),
    Attack("flip or cut any bytes", f"{UPKEEP}::test_random_corruption_of_a_record_is_found", FITS),
    Attack("change a column alone", ALTERED, Cut(CHECKING, "elif row[1:9] != columns:", "elif False:")),
    Attack("move a record", ALTERED, Cut(CHECKING, "if row[0] != expected:", "if False:")),
    Attack("put what is no record", ALTERED, Cut(CHECKING, "        yield NO_RECORD\n", "        pass\n")),
    Attack("forge an office, a rule, a state", FORGED, SAME),
    Attack("forge what cannot be read", FORGED, STANDS),
    Attack("rewrite a word, everything made to fit", MADE_TO_FIT, ROOT, "edit"),
    Attack("cut the newest records, everything made to fit", MADE_TO_FIT, CUT, "cut"),
    # The tables beside it
    Attack(
        "replace the table of subjects",
        REPLACED,
        Cut(REDERIVING, "if not is_derived:", "if False:"),
        "subject",
    ),
    Attack(
        "replace the table of what may be awaited",
        REPLACED,
        Cut(
            REDERIVING,
            "for one in projections.PROJECTIONS\n            )",
            "for one in projections.PROJECTIONS[:1]\n            )",
        ),
        "awaited",
    ),
    Attack("replace a person's text", REPLACED, SAME, "opened"),
    Attack(
        "remove a person's text",
        f"{COMPLETE}::test_a_text_that_is_removed_is_found",
        Cut(COMPLETENESS, "if not erased:", "if False:"),
    ),
    Attack(
        "replace a person's text that a checkpoint holds",
        f"{COMPLETE}::test_a_text_that_is_removed_is_found_behind_a_checkpoint_too",
        Cut(COMPLETENESS, "elif not self._kept[commitment]:", "elif False:"),
    ),
    Attack(
        "put an erased text back",
        f"{COMPLETE}::test_a_text_that_was_erased_is_not_missed_and_cannot_come_back",
        Cut(COMPLETENESS, "elif erased and len(records) == 1:", "elif False:"),
    ),
    Attack(
        "put in a text that was never recorded",
        f"{COMPLETE}::test_a_text_that_no_record_names_is_found",
        Cut(COMPLETENESS, "in self._kept.keys() - self._named.keys():", "in ():"),
    ),
    Attack(
        "keep a person's text as bytes, which nobody reads back",
        f"{COMPLETE}::test_a_text_that_is_kept_as_bytes_is_found",
        Cut(COMPLETENESS, "isinstance(value, str) and ", ""),
    ),
    Attack(
        "keep a paper or an attachment as text",
        f"{COMPLETE}::test_a_file_that_is_kept_as_text_is_found",
        Cut(COMPLETENESS, "not isinstance(data, bytes) or sha256(data)", "sha256(bytes_of(data))"),
    ),
    Attack(
        "put an erased paper or attachment back",
        f"{COMPLETE}::test_a_file_that_was_erased_is_told_and_cannot_come_back",
        Cut(COMPLETENESS, "== (erased := self._erased.get(digest, {})).keys():", "== (erased := {}).keys():"),
    ),
    Attack(
        "remove a paper or an attachment",
        f"{COMPLETE}::test_a_file_that_is_removed_is_found",
        Cut(COMPLETENESS, "in self._named.keys() - there - absent:", "in ():"),
    ),
    Attack(
        "rename a paper or an attachment",
        f"{COMPLETE}::test_a_file_under_another_name_is_found",
        Cut(COMPLETENESS, "elif None not in (names", "elif False and None not in (names"),
    ),
    Attack(
        "remove a table",
        f"{ATTACKS}::test_a_table_that_is_gone_is_found",
        Cut(COMPARED, "for name in made if name not in found", "for name in ()"),
    ),
    # The schema
    Attack(
        "drop a guard, plant a trigger, add a table or a view, then let others write",
        f"{SCHEMA}::test_a_schema_that_was_changed_is_not_written_to_and_found",
        Cut("models/backends/__init__.py", "refuse_changes(engine, connection, location)", "pass"),
    ),
    Attack(
        "change the schema, and wait for verify",
        f"{SCHEMA}::test_a_schema_that_was_changed_is_not_written_to_and_found",
        Cut("models/integrity/verify.py", "findings=[*changed, *found.findings]", "findings=found.findings"),
    ),
    Attack(
        "put a view in the place of a table",
        f"{SCHEMA}::test_a_view_in_the_place_of_a_table_is_found_and_not_read",
        Cut(CHECKING, "    except ChangedSchemaError:\n", "    except ZeroDivisionError:\n"),
    ),
    Attack(
        "swallow a record by a trigger that is planted under an open register",
        f"{SCHEMA}::test_an_act_that_the_database_does_not_keep_is_not_answered",
        Cut(APPENDING, "read_back_records(self._connection, self._records)", "pass"),
        "record",
    ),
    Attack(
        "swallow a person's text likewise",
        f"{SCHEMA}::test_an_act_that_the_database_does_not_keep_is_not_answered",
        Cut(APPENDING, "read_back_texts(self._connection, opened)", "pass"),
        "opened",
    ),
    Attack(
        "swallow a paper likewise",
        f"{SCHEMA}::test_an_act_that_the_database_does_not_keep_is_not_answered",
        Cut("models/register.py", "if row is None or row[1] != data:", "if False:"),
        "paper",
    ),
    Attack(
        "keep by a trigger what is to be erased",
        f"{SCHEMA}::test_an_erasure_that_the_database_does_not_keep_is_not_answered",
        Cut(APPENDING, "read_back_texts(self._connection, (), erased)", "pass"),
    ),
    Attack(
        "put in a paper that was never issued",
        f"{ATTACKS}::test_a_paper_that_no_record_names_is_found",
        Cut(COMPLETENESS, "elif digest not in self._named:", "elif False:"),
    ),
    Attack(
        "alter a paper that is kept",
        f"{ATTACKS}::test_a_paper_that_was_issued_is_found_in_order",
        Cut(COMPLETENESS, " or sha256(data).hexdigest() != digest:", ":"),
    ),
    # Checkpoints and receipts
    Attack(
        "rewrite what --since takes as it is",
        f"{WITNESS}::test_a_record_that_was_rewritten_hashes_and_all_is_found_by_a_checkpoint",
        Cut("commands/admin/verify.py", "if not holding.ok:", "if False:"),
    ),
    Attack(
        "restore an old backup, held against a checkpoint",
        f"{WITNESS}::test_an_old_backup_is_found_by_a_checkpoint",
        CUT,
    ),
    Attack(
        "restore an old backup, held against a paper",
        "tests/commands/test_out_of_reach.py::test_any_paper_issued_since_finds_an_old_backup_and_one_that_went_another_way",
        CUT,
        "agenda and md",
    ),
    Attack(
        "sign with a key that was revoked",
        f"{WITNESS}::test_a_key_that_is_not_published_or_was_revoked_signs_nothing",
        Cut("models/integrity/receipts.py", "if since is None:", "if False:"),
    ),
    Attack(
        "sign with a key after it was revoked",
        f"{WITNESS}::test_what_a_revoked_key_signed_holds_as_far_as_the_reason_lets_it",
        Cut("models/integrity/receipts.py", "if size >= reader.position_of(record.reference):", "if False:"),
        "retired",
    ),
    Attack(
        "sign with a stolen key",
        f"{WITNESS}::test_what_a_revoked_key_signed_holds_as_far_as_the_reason_lets_it",
        Cut("models/integrity/receipts.py", "if day >= since.isoformat():", "if False:"),
        "compromised-0",
    ),
    Attack(
        "write a receipt with a stolen key",
        f"{WITNESS}::test_a_receipt_of_a_revoked_key_holds_as_far_as_the_revocation_lets_it",
        Cut(ALONE, "and not (since[0].isdigit() and had_since and had_since < since):", "and False:"),
    ),
    Attack(
        "seal with a key that is revoked in the file",
        f"{WITNESS}::test_a_sealed_file_that_revokes_its_own_key_was_signed_afterwards",
        Cut(SEALED_CHECK, "if str(key) in held.revoked:", "if False:"),
    ),
    Attack(
        "sign with a key that nobody published",
        f"{WITNESS}::test_a_key_that_is_not_published_or_was_revoked_signs_nothing",
        Cut(HELD_BY, "if str(key.public) not in body.keys:", "if False:"),
    ),
    Attack("forge a signature", f"{WITNESS}::test_a_forged_signature_and_another_ledgers_checkpoint_are_found", SIGNED),
    Attack(
        "keep two registers that were one, and show one to each",
        f"{VERIFY_RECEIPT_TESTS}::test_whoever_holds_what_two_forks_gave_names_the_fork",
        Cut("models/integrity/receipts.py", "if one.known[part] != other.known[part]", "if not one.known[part]"),
    ),
    Attack(
        "alter the index or the tables of an archive, leave a file out, or put one in",
        "tests/commands/test_archive.py::test_what_is_altered_left_out_or_put_in_is_found",
        Cut(ALONE, "if there != signed:", "if False:"),
    ),
    Attack(
        "bend what is held against another receipt",
        f"{VERIFY_RECEIPT_TESTS}::test_only_what_is_whole_and_signed_is_held_against_another",
        Cut("models/integrity/receipts.py", "point.root) == point.root", "point.root) != b''"),
    ),
    Attack(
        "hand over a pipe as a receipt",
        f"{VERIFY_RECEIPT_TESTS}::test_only_regular_files_are_read_as_receipts",
        Cut(ALONE, "if path.exists() and not path.is_file():", "if False:"),
    ),
    Attack(
        "show a receipt of what was annulled since",
        f"{VERIFY_RECEIPT_TESTS}::test_a_receipt_of_what_was_annulled_says_so_where_the_register_is_at_hand",
        Cut("commands/admin/receipts.py", "told.annulled_by if told", "None if told"),
    ),
    Attack(
        "show another ledger's checkpoint",
        f"{VERIFY_RECEIPT_TESTS}::test_a_receipt_says_of_which_ledger_it_is_and_only_that_one_holds_its_checkpoint",
        Cut(
            HELD_BY,
            'make_checkpoint(reader).origin:\n        return ReceiptCheck(ok=False, sentence=f"The checkpoint',
            'point.origin:\n        return ReceiptCheck(ok=False, sentence=f"The checkpoint',
        ),
    ),
    Attack("alter the record or the way of a receipt", RECEIPT, PATH),
    Attack(
        "alter the checkpoint of a receipt",
        RECEIPT,
        Cut(ALONE, 'Ed25519PublicKey.from_public_bytes(public).verify(signature[4:], f"{text}\\n".encode())', "pass"),
    ),
    Attack("splice a receipt of another ledger", OTHERS_RECEIPT, PATH),
    Attack(
        "show a receipt signed by a key of the same name",
        OTHERS_RECEIPT,
        Cut(
            ALONE,
            "        for key in keys:\n            whose, public = _public(key)\n",
            "        for key in keys:\n            return name\n",
        ),
    ),
    # Papers
    Attack("alter a paper's body under its seal", PAPER, Cut(HELD, " and one.motion.paper == digest", "")),
    Attack("alter a paper's seal", SEAL, ROOT),
    Attack(
        "take a paper's seal away",
        SEAL,
        Cut(
            "models/integrity/receipts.py",
            'return ReceiptCheck(ok=False, sentence="The file bears no seal.")',
            'return ReceiptCheck(ok=True, sentence="")',
        ),
    ),
    Attack(
        "a paper that unpacks into far more",
        f"{PAPER_CHECK_TESTS}::test_a_word_file_that_unpacks_into_far_more_is_held_in_little_room",
        Cut(PACKAGE, "part.read(most)", "part.read()"),
    ),
    Attack(
        "word a title so that it reads like a seal",
        f"{PAPER_CHECK_TESTS}::test_words_of_a_seal_before_the_metadata_of_a_pdf_are_none",
        Cut("templates/formats/file.py", 'data.rpartition(METADATA)[2] if METADATA in data else b""', "data"),
    ),
    # What is not for everyone
    Attack(
        "read a paper that says what is for the office",
        f"{READERSHIP}::test_a_topic_that_only_the_office_may_know_makes_a_paper_theirs",
        Cut("services/papers/draft.py", "return theirs == drawn or all(", "return True or all("),
    ),
    Attack(
        "read such a paper that was issued before",
        f"{READERSHIP}::test_a_paper_that_was_issued_before_is_for_who_may_read_what_it_could_print",
        Cut("models/views/view.py", "return strictest((record.audience, *drawn))", "return record.audience"),
        "note",
    ),
    Attack(
        "read such a paper in an earlier register",
        f"{READERSHIP}::test_a_paper_that_was_issued_before_is_no_less_narrow_in_the_past",
        Cut("models/views/view.py", "records = narrow_papers(records, self.connection)", "pass"),
    ),
    Attack(
        "hide from some a step of a topic that they know",
        "tests/workflow/rules/test_readers.py::test_a_rule_that_is_broken_says_what_clears_it",
        Cut("workflow/rules/mistake.py", "if wanted != due:", "if False:"),
    ),
    Attack(
        "hide again what some could read",
        "tests/workflow/rules/test_readers.py::test_readers_never_become_fewer",
        Cut("workflow/rules/mistake.py", "elif may_read(wanted, record.audience):", "elif False:"),
    ),
    Attack(
        "learn of a hidden topic from a statement on it that everybody may read",
        "tests/workflow/rules/test_readers.py::test_what_follows_has_the_readers_of_its_subject_and_a_view_never_more",
        Cut(
            "workflow/records/audience.py",
            "if records and may_read(reader, records[0].audience) else ()",
            "",
        ),
    ),
    Attack(
        "learn of a hidden topic from an act on several",
        f"{WORD}::test_no_address_gives_a_word",
        Cut(
            "models/views/view.py",
            'return kind_of(reference) == "topic" and subjects.hides(reference)',
            "return False",
        ),
        "None-public",
    ),
    Attack(
        "tell two registers apart by answers, where hidden acts alone differ",
        f"{WORD}::test_two_registers_alike_but_for_hidden_acts_answer_alike",
        Cut("workflow/subjects/subject.py", "else readable(records, self.reader)", "else records"),
        "public",
    ),
    Attack(
        "read in the proof of a lifting who objected before members alone",
        "tests/web/test_withheld.py::test_the_proof_of_a_lifting_names_no_objection_that_is_for_others",
        Cut(
            "models/views/view.py",
            "return told is None or told.touched != written.touched or _says_less(told.motion, written.motion)",
            "return told is None",
        ),
    ),
    Attack(
        "learn of a hidden topic from a correction that sets it",
        "tests/web/test_withheld.py::test_a_correction_names_no_hidden_topic",
        Cut("models/views/view.py", 'left = [_left(one, "", subjects) for one in shown]', "left = list(value)"),
        "None",
    ),
    Attack(
        "read a hidden correction in what it corrects",
        f"{WORD}::test_no_address_gives_a_word",
        Cut("workflow/subjects/subject.py", "else readable(records, self.reader)", "else records"),
        "None-public",
    ),
    # Sealed files and case files
    Attack(
        "alter, cut or add any byte of a sealed file",
        f"{SEALED_CHECK_TESTS}::test_not_a_byte_of_a_sealed_file_can_be_altered_cut_or_added",
        LAST_BYTE,
    ),
    Attack(
        "replace or leave out a text or a paper of a sealed file",
        FILE,
        LAST_BYTE,
        "another_text or no_text or no_paper",
    ),
    Attack(
        "drop, swap, double or cut acts of a sealed file",
        FILE,
        Cut(
            SEALED_CHECK,
            "if (point.size, point.root, point.origin) != (held.tree.size, held.tree.root(), origin_of(held.first)):",
            "if False:",
        ),
        "dropped or swapped or doubled or cut",
    ),
    Attack(
        "alter a paper in a sealed file",
        FILE,
        Cut(SEALED_CHECK, "if sha256(line.data).hexdigest() != line.paper:", "if False:"),
        "another_paper",
    ),
    Attack(
        "add a paper to a sealed file that was never issued",
        FILE,
        Cut(SEALED_CHECK, "elif named is None:", "elif False:"),
        "never_issued",
    ),
    Attack(
        "rename a paper in a sealed file",
        FILE,
        Cut(SEALED_CHECK, "elif None not in named and line.name not in named:", "elif False:"),
        "another_name",
    ),
    Attack("forge the signature of a sealed file", FILE, SIGNED, "forged"),
    Attack(
        "cut the signed end of a sealed file",
        FILE,
        Cut(SEALED_CHECK, "if not held.note:", "if False:"),
        "endless",
    ),
    Attack(
        "claim another version of the format",
        FILE,
        Cut(SEALED_CHECK, "line != SealedHead(VERSION):", "not isinstance(line, SealedHead):"),
        "another_version",
    ),
    Attack(
        "put a paper before the acts",
        FILE,
        Cut(SEALED_CHECK, "kind < max(self._kind, 1)", "kind < 1"),
        "paper_first",
    ),
    Attack(
        "alter an act of a sealed file, and seal it anew",
        ANEW,
        Cut(UNSEALING, "if record is None or leaf_hash(encode(record)).hex() != leaf:", "if False:"),
        "altered-",
    ),
    Attack(
        "leave out a text of a sealed file, and seal it anew",
        ANEW,
        Cut(UNSEALING, "if commitment not in self._erased:", "if False:"),
        "no_text",
    ),
    Attack(
        "exchange a sealed file after it was checked",
        f"{UNSEAL_TESTS}::test_a_file_that_is_changed_after_it_was_checked_is_not_loaded",
        Cut(UNSEALING, "if digest.hexdigest() != self._found.digest:", "if False:"),
    ),
    Attack(
        "send a backup with a view in the place of a table",
        "tests/models/test_backup.py::test_a_backup_of_another_schema_is_not_read",
        Cut(
            "models/transfer.py",
            "    refuse_changes(engine_of(kept.location), kept.connection, kept.location)\n",
            "",
        ),
    ),
    Attack(
        "put a view in the place of what says the schema",
        "tests/models/test_backup.py::test_a_view_in_the_place_of_what_says_the_schema_is_not_run",
        Cut("models/store/schema.py", 'None if "made_with" in lacks else ', ""),
    ),
    Attack(
        "send a register whose columns are computed",
        f"{SCHEMA}::test_what_a_schema_computes_is_never_evaluated",
        Cut("models/store/schema.py", "    if lacks:\n", "    if False:\n"),
        "columns",
    ),
    Attack(
        "send a register whose tables have conditions to compute",
        f"{SCHEMA}::test_what_a_schema_computes_is_never_evaluated",
        Cut("models/integrity/verify.py", "[] if changed else list(", "list("),
        "condition",
    ),
    Attack(
        "send a register that takes for ever to check",
        f"{SCHEMA}::test_a_check_ends_however_long_it_was_made_to_take",
        Cut(CHECKING, "if monotonic() > ends:", "if False:"),
    ),
    Attack(
        "send a value that fills the memory",
        f"{SCHEMA}::test_a_value_that_would_fill_the_memory_is_not_read",
        Cut("models/backends/sqlite.py", "    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)\n", ""),
    ),
    Attack(
        "seal with a key of one's own",
        f"{SEALED}::test_who_sent_a_sealed_file_is_known_by_a_key_of_ones_own",
        Cut(SEALED_CHECK, "trusted = keys or tuple(", "trusted = tuple("),
    ),
    Attack(
        "go on from another ledger",
        f"{UNSEAL_TESTS}::test_a_sealed_file_goes_on_from_what_is_there",
        Cut("commands/admin/case.py", "if found.begun != root:", "if False:"),
    ),
    Attack(
        "name a paper by an absolute path",
        f"{HOSTILE}::test_a_sealed_paper_has_no_name_that_leads_elsewhere",
        Cut("models/transfer.py", 'return named and min(name) >= " "', "return True"),
    ),
    Attack(
        "a line of 100 MB",
        HARM,
        Cut(LINE, "if len(line) > longest:", "if False:"),
        "True and 100 and (line or paper)",
    ),
    Attack(
        "an act that becomes far more", HARM, Cut(LINE, "LONGEST_ACT = 16", "LONGEST_ACT = 64"), "True and act and 60"
    ),
    Attack(
        "a TOML file of 100 MB",
        HARM,
        Cut(READING, "if len(data) > LARGEST_TOML:", "if False:"),
        "True and 100 and TOML",
    ),
    Attack(
        "deep nesting in JSON",
        HARM,
        Cut(
            READING,
            "except RecursionError as error:\n        raise malformed(path, line",
            "except ZeroDivisionError as error:\n        raise malformed(path, line",
        ),
        "True and deep and case",
    ),
    Attack(
        "deep nesting in TOML",
        HARM,
        Cut(
            READING,
            "except RecursionError as error:\n        raise malformed(path, None",
            "except ZeroDivisionError as error:\n        raise malformed(path, None",
        ),
        "True and deep and TOML",
    ),
    Attack(
        "deep nesting in a sealed file",
        HARM,
        Cut("models/transfer.py", "UnicodeDecodeError, RecursionError)", "UnicodeDecodeError)"),
        "True and deeper",
    ),
    Attack(
        "load a time, an identity or an older procedure behind other records",
        f"{ADMISSION}::test_what_is_loaded_behind_other_records_is_recorded_as_loaded_now_and_by_whom",
        Cut(ADMITTING, "if self._behind:", "if False:"),
    ),
    Attack(
        "load behind other records as nobody",
        f"{ADMISSION}::test_nothing_is_loaded_behind_other_records_by_nobody",
        Cut(ADMITTING, "if size and not loader:", "if False:"),
    ),
    Attack(
        "kill an issue behind the record, and issue again",
        f"{KILLED}::test_an_issue_that_was_killed_is_repeated_and_not_issued_twice",
        Cut("services/papers/issue.py", "if again := find_repeats(order):", "if again := {}:"),
    ),
    Attack(
        "kill a load before the register has its name",
        f"{KILLED}::test_a_command_that_was_killed_is_done_again_and_nothing_else_is_left",
        Cut("models/files.py", "if number.isdigit() and not _is_alive(int(number)):", "if False:"),
        "load",
    ),
    Attack(
        "kill a publication half way",
        f"{KILLED}::test_a_command_that_was_killed_is_done_again_and_nothing_else_is_left",
        Cut("commands/admin/publish.py", "    write_whole(mark, [_listed({*before, *files})])\n", ""),
        "into",
    ),
    # Personal texts
    Attack(
        "word a text so that it reads like a commitment",
        f"{ERASURE}::test_a_name_that_looks_like_a_commitment_is_erased_like_any_other",
        Cut(
            "workflow/records/record.py",
            "for name in personal_fields(motion) if name not in motion.erased]",
            "for name in personal_fields(motion) if not commitment_in(getattr(motion, name))]",
        ),
    ),
    Attack(
        "have one text erased so that another one goes",
        f"{ERASURE}::test_a_text_that_a_record_which_stays_has_too_is_not_erased_alone",
        Cut(
            "models/views/personal_texts.py",
            'raise RequestError("shared-text", sentence, record=name, other=other)',
            "pass",
        ),
    ),
    Attack(
        "have somebody's words stand on in papers that nobody thinks of",
        "tests/commands/test_archive.py::test_words_that_are_erased_are_said_to_stand_in_papers_whose_files_can_be_erased_too",
        Cut("workflow/rules/remarks.py", "    if papers:\n", "    if False:\n"),
    ),
    Attack(
        "fetch the file of a paper that was erased, or not be told by whom",
        f"{READERSHIP}::test_a_paper_whose_file_was_erased_is_told_at_every_door",
        Cut("services/views/record.py", "(kept is None and not issued.redacted_by)", "kept is None"),
    ),
    Attack(
        "open another's text by its commitment",
        f"{ADMISSION}::test_no_file_opens_a_text_that_the_office_keeps_to_itself",
        Cut(ADMITTING, " or (brought and self._is_kept(one)):", ":"),
    ),
    Attack(
        "give two texts one salt",
        f"{ADMISSION}::test_no_file_gives_two_texts_one_commitment_a_text_for_one_or_an_identity_of_its_own",
        Cut(ADMITTING, "if salt in self._salts:", "if False:"),
        "salts",
    ),
    Attack(
        "bring a text where a commitment is due",
        f"{ADMISSION}::test_no_file_gives_two_texts_one_commitment_a_text_for_one_or_an_identity_of_its_own",
        Cut(ADMITTING, 'if not is_digest(commitment_in(getattr(motion, name, None)) or ""):', "if False:"),
        "more5",
    ),
    # The server
    Attack(
        "ask for what one may not read",
        UNSEEN,
        Cut(
            "web/auth/scoped_reader.py",
            'return self._source if self.audience == "office" else',
            "return self._source or",
        ),
        "members",
    ),
    Attack(
        "read in a lifting who objected before members alone",
        "tests/workflow/records/test_audience.py::test_how_an_objection_ended_is_for_whoever_may_read_the_objection",
        Cut(
            "workflow/records/audience.py",
            "audience = strictest((record.audience, *(objections[one].audience for one in ends)))",
            "audience = record.audience",
        ),
    ),
    Attack(
        "learn where the register lies from what is wrong with it",
        "tests/web/test_public.py::test_without_a_register_the_pages_say_so",
        Cut(
            "web/middleware/errors.py",
            "return error.unplaced if isinstance(error, PlacedError) else str(error)",
            "return str(error)",
        ),
    ),
    Attack(
        "have the room drawn anew for each language that an address makes up",
        "tests/web/test_room.py::test_a_screen_in_another_language_shows_the_text_that_changes_beside_its_own",
        Cut(
            "web/routes/room.py",
            "return wanted if constitution and wanted in constitution.name else",
            "return wanted if True else",
        ),
    ),
    Attack(
        "take a hidden day from a calendar that looks public",
        "tests/web/test_no_word.py::test_a_calendar_or_drawing_for_officers_says_so_where_the_public_gets_another",
        Cut("services/views/plan.py", "if drawn.round in seen.subjects:", "if True:"),
    ),
    Attack(
        "read in a lifting who objected and was not to be named",
        "tests/workflow/records/test_audience.py::test_of_a_joint_objection_nobody_is_named_once_one_lifted_it_without_a_name",
        Cut("workflow/records/audience.py", "if motion.holders or motion.unattributed:", "if False:"),
    ),
    Attack(
        "read in a refusal who objected and was not to be named",
        "tests/web/test_anonymise.py::test_what_is_not_found_as_seen_is_told_by_its_rule_alone",
        Cut("web/auth/scoped_reader.py", "else _bare(one) for one in causes)", "else one for one in causes)"),
    ),
    Attack(
        "watch an entity tag change with hidden acts",
        UNSEEN,
        Cut(
            "web/middleware/request_context.py",
            "validate_answer(HTMLResponse(drawn), tag_of(sight.audience, drawn)",
            SEALED_TAG,
        ),
        "members",
    ),
    Attack(
        "put words under the mark of what was recorded",
        "tests/web/test_act.py::test_a_page_says_what_was_recorded_to_whoever_did_it_and_in_no_words_of_an_address",
        Cut(
            "web/middleware/request_context.py",
            "if expected and secrets.compare_digest(mark.encode(), expected.encode()) else",
            "if names else",
        ),
    ),
    Attack(
        "guess a password from many addresses",
        "tests/web/test_rate_limit.py::test_many_addresses_use_up_a_name",
        Cut(
            "web/auth/rate_limit.py",
            '_key(self.purpose, "name", self.name): PER_NAME if',
            '_key(self.purpose, "name", self.name, network): PER_NAME if',
        ),
    ),
    Attack(
        "smuggle a request behind two lengths",
        f"{LIMIT}::test_a_request_with_two_lengths_is_refused_and_the_connection_ends",
        Cut("web/server.py", "            if self.has_two_lengths:", "            if False:"),
    ),
    Attack(
        "announce a form of 400 MB",
        f"{LIMIT}::test_a_strangers_large_form_is_not_read",
        Cut("web/middleware/body_limit.py", "if max(self._announced, self._count) > self._limit.most:", "if False:"),
        "content-length",
    ),
    Attack(
        "send a form without end",
        f"{LIMIT}::test_a_strangers_large_form_is_not_read",
        Cut("web/middleware/body_limit.py", "self._count += len(message", "self._count += 0 * len(message"),
        "transfer-encoding",
    ),
    Attack(
        "hold connections with half a request",
        f"{LIMIT}::test_what_comes_too_slowly_is_ended",
        Cut(
            "web/server.py",
            "self._head or self.loop.call_later(HEAD_SECONDS, self._refuse_head)",
            "self._head",
        ),
    ),
    Attack(
        "hold connections with half a form",
        f"{LIMIT}::test_what_comes_too_slowly_is_ended",
        Cut(
            "web/middleware/body_limit.py", "self._receive(), self._ends - time.monotonic())", "self._receive(), None)"
        ),
    ),
    Attack(
        "ask much and read nothing",
        f"{LIMIT}::test_whoever_reads_no_answer_is_cut_off",
        Cut(
            "web/server.py",
            "self._read or self.loop.call_later(READ_SECONDS, self.transport.abort)",
            "self._read",
        ),
    ),
    Attack(
        "exchange the register that is served",
        "tests/web/test_health.py::test_a_register_that_was_exchanged_is_neither_shown_nor_written",
        Cut("models/reader_pool.py", "if self._size and not", "if not self and not"),
    ),
    Attack("a key of thousands of parts", LONG_KEY, Cut(TOML, "if _LONG_KEY.search(", "if None and ("), "too"),
    Attack("TOML of more keys than are read", MANY_KEYS, Cut(TOML, "> MOST_SIGNS:", "> MOST_SIGNS * 9:"), "lines"),
    Attack("a number of thousands of digits", DIGITS, Cut(TOML, "raise TomlError(LONG_NUMBER) from error", "raise")),
    Attack("a device or a pipe named as a file", DEVICE, Cut(INPUT_FILE, "if not S_ISREG(mode):", "if False:")),
    Attack("a part of a Word file larger than it says", LIAR, Cut(PACKAGE, "part.read(size + 1)", "part.read()")),
    Attack("a corrupt Word file", CORRUPT, Cut(PACKAGE, "zipfile.BadZipFile, zlib.error, ", "zipfile.BadZipFile, ")),
    Attack(
        "two parts of one name in a Word file",
        "tests/templates/test_package.py::test_what_holds_more_than_is_read_is_refused",
        Cut(PACKAGE, "len(names) < len(infos) or ", ""),
        "twice",
    ),
    Attack(
        "move a topic before fewer than may read it, at any door",
        f"{READERSHIP}::test_no_move_is_for_fewer_than_may_read_its_subject",
        Cut("workflow/rules/mistake.py", "    if wanted != due:\n", "    if False:\n"),
    ),
    Attack(
        "go on with a token after one's access was ended",
        f"{PEOPLE}::test_access_that_is_ended_ends_at_once",
        Cut("web/routes/people.py", "        state.accounts.remove(name)\n", "        pass\n"),
    ),
    Attack(
        "go on through a provider after one's password was changed",
        f"{SIGN_IN}::test_another_password_ends_the_session_at_a_provider_too",
        Cut("web/routes/people.py", "    visit.app_state.store.drop(SessionRow, account=visit.officer)\n", ""),
    ),
    Attack(
        "go on in a browser after one's password was changed by command",
        "tests/commands/test_serve.py::test_another_password_and_no_account_end_every_session_of_somebody",
        Cut("commands/admin/account.py", "        store.drop(SessionRow, account=name)\n", "        pass\n"),
    ),
    Attack(
        "go on through a provider after one's access was ended",
        f"{SIGN_IN}::test_access_that_is_ended_here_ends_a_session_at_once",
        Cut("web/routes/people.py", "    state.store.drop(SessionRow, account=name)\n", ""),
    ),
    Attack(
        "stay signed in after the provider let one go",
        f"{SIGN_IN}::test_for_whom_the_provider_does_not_vouch_again_is_out_within_the_hour",
        Cut("web/auth/session.py", "kept, kept.holds <= now)", "kept, False)"),
    ),
    Attack(
        "show a statement of another kind, of long ago, or on nobody",
        "tests/web/openid/test_openid.py::test_what_does_not_fit_signs_nobody_in",
        Cut(
            "web/auth/openid.py",
            "        super().validate(now, leeway)\n",
            "        return super().validate(now, leeway)\n",
        ),
        "kind or 1970 or empty or blank",
    ),
    Attack(
        "answer as a provider with what makes a fault of ours",
        "tests/web/openid/test_openid.py::test_what_does_not_fit_signs_nobody_in",
        Cut("web/auth/openid.py", "KeyError, TypeError, RuntimeError) as error", "KeyError, TypeError) as error"),
        "layers",
    ),
    Attack(
        "send in a form what is two things, or none",
        "tests/web/test_form_data.py::test_what_a_form_gives_in_vain_is_said",
        Cut("web/forms/form_data.py", "        if len(given) > 1:\n", "        if False:\n"),
        "twice",
    ),
    Attack(
        "open an invitation twice",
        f"{PEOPLE}::test_an_invitation_is_spent_once_by_whoever_of_two_comes_first",
        Cut(
            "web/routes/people.py",
            "        if not name or name in app_state.accounts.read():\n",
            "        if False:\n",
        ),
    ),
    Attack(
        "read an invitation in the address that led to it",
        f"{PEOPLE}::test_no_address_on_the_way_to_an_invitation_opens_it",
        Cut(
            "web/routes/people.py",
            'invite(visit.app_state, name, visit.officer, visit.sign("invitation", number))',
            "invite(visit.app_state, name, visit.officer, number)",
        ),
    ),
    Attack(
        "set a cookie of the session from another host",
        "tests/web/test_app.py::test_over_tls_a_cookie_that_another_host_may_have_set_is_none",
        Cut("web/middleware/headers.py", " for one in cookies if one.startswith(ONLY_HOST))", " for one in cookies)"),
    ),
    Attack(
        "count what is done by a token that is to read or act",
        "tests/web/test_api_matrix.py::test_a_token_opens_what_it_is_for_until_its_end",
        Cut("web/routes/health.py", 'if shown is None or not shown.token.opens("metrics"):', "if shown is None:"),
    ),
    Attack(
        "read by a token that is for metrics",
        "tests/web/test_api_matrix.py::test_a_token_opens_what_it_is_for_until_its_end",
        Cut("web/auth/accounts.py", "return scope in {self.scope, ", "return True or scope in {self.scope, "),
    ),
    Attack(
        "have a title decoded into another one by whoever gets it in a letter",
        "tests/web/mail/test_news.py::test_a_title_that_looks_encoded_is_read_as_it_was_written",
        Cut(
            "web/mail/letter.py",
            '"utf-8" if ENCODED in text or not text.isascii() else None',
            'None if text.isascii() else "utf-8"',
        ),
    ),
    Attack(
        "have letters go to what is no domain",
        f"{MAIL}::test_what_is_no_address_is_refused",
        Cut(
            "web/mail/subscription.py",
            "len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address)",
            "not address",
        ),
    ),
    Attack(
        "fill a mailbox with letters of confirmation, from anywhere and in any spelling",
        f"{MAIL}::test_one_mailbox_is_written_to_ten_times_however_it_is_spelled_and_wherever_from",
        Cut("web/routes/mail.py", "Attempt(mailbox_of(wanted.address), ", "Attempt(wanted.address, "),
    ),
    Attack(
        "have an address of a database, or words of its driver, written in the log",
        "tests/web/test_health.py::test_a_database_that_is_not_there_is_told_without_its_address_and_the_words_of_its_driver",
        Cut("web/operations/logs.py", 'str(getattr(error, "unplaced", error))', "str(error)"),
    ),
    Attack(
        "have them written where nothing begins to be served",
        "tests/commands/test_serve.py::test_why_nothing_is_served_is_a_line_that_names_no_database",
        Cut("web/operations/logs.py", "            if not self.wanted:\n", "            if True:\n"),
    ),
    Attack(
        "have the log filled by one long text",
        "tests/web/test_health.py::test_no_line_is_longer_than_somebody_can_read",
        Cut("web/operations/logs.py", "fact[:LONGEST] if", "fact if"),
    ),
    Attack(
        "hold an office under a name that looks like another's",
        "tests/workflow/rules/test_body.py::test_a_rule_that_is_broken_says_what_clears_it",
        Cut("workflow/rules/body.py", "if _looks(one) == _looks(name)), None)", "if one == name), None)"),
    ),
    Attack(
        "write a name with letters of another script",
        "tests/workflow/rules/test_body.py::test_a_rule_that_is_broken_says_what_clears_it",
        Cut("workflow/rules/body.py", "if len(_scripts(word)) > 1), None)", "if False), None)"),
    ),
    # What a Word file hides
    Attack(
        "hide words in a tracked deletion",
        HIDING,
        Cut(OPENING, '("del", "moveFrom", "delText", "delInstrText", "cellDel")', "()"),
        "deletion",
    ),
    Attack(
        "bring in a tracked insertion",
        HIDING,
        Cut(OPENING, '_UNWRAPPED = ("ins", "moveTo")', '_UNWRAPPED = ("none",)'),
        "insertion",
    ),
    Attack("hide words in comments", HIDING, RELATION, "comments"),
    Attack("hide words as hidden text", HIDING, Cut(LOOKS, 'return Message("hidden text")', 'return ""'), "text"),
    Attack(
        "hide words in white",
        HIDING,
        Cut(LOOKS, 'return Message("white text") if', 'return "" if'),
        "white",
    ),
    Attack("hide words in custom XML", HIDING, RELATION, "custom"),
    Attack("fetch words by a field", HIDING, Cut(OPENING, "if not shows_text(found.code):", "if False:"), "field"),
    Attack("fetch a template from elsewhere", HIDING, FAR, "elsewhere"),
    Attack("fetch a picture from elsewhere", HIDING, FAR, "picture"),
    Attack("embed an object", HIDING, RELATION, "object"),
    Attack("bring in another file", HIDING, RELATION, "another"),
    Attack(
        "put an entry into a Word file that leaves it",
        HIDING,
        Cut(OPENING, "self.found.append(Hidden(self._call(name, _NOT_NEEDED), name))", "pass"),
        "leaves",
    ),
    Attack(
        "show Word another text than is checked",
        "tests/templates/test_hidden.py::test_what_word_would_show_in_the_place_of_what_is_checked_is_named",
        Cut(OPENING, ' and (one.kind != "officeDocument" or one.target == MAIN)', ""),
    ),
    Attack(
        "name the editor in an issued paper",
        EDITING.format("test_the_editor_is_named_in_no_issued_paper"),
        Cut(OPENING, "root.remove(one)", "pass"),
    ),
    Attack(
        "put words into the properties of an edited file",
        EDITING.format("test_the_editor_is_named_in_no_issued_paper"),
        Cut(OPENING, '_PROPERTIES = frozenset({"title", ', '_PROPERTIES = frozenset({"subject", "keywords", "title", '),
    ),
    Attack(
        "put words into the name of a picture",
        "tests/templates/test_hidden.py::test_names_of_people_and_files_and_numbers_of_revisions_go_without_a_word",
        Cut(OPENING, 'one.set("name", "")', "pass"),
    ),
    Attack(
        "hide words in a hidden row", HIDING, Cut(OPENING, 'if one.getparent().tag == f"{W}trPr":', "if False:"), "row"
    ),
    Attack(
        "hide words behind a picture that is hidden",
        HIDING,
        Cut(OPENING, 'one.get("hidden", "0") in {"1", "true"}', "False"),
        "picture and not elsewhere",
    ),
    Attack(
        "hide words in the markup",
        HIDING,
        Cut(OPENING, "self.root.iter(etree.Comment, etree.ProcessingInstruction)", "()"),
        "markup",
    ),
    Attack(
        "tell by the numbers of revisions who wrote what",
        EDITING.format("test_the_editor_is_named_in_no_issued_paper"),
        Cut(OPENING, "del one.attrib[name]", "pass"),
    ),
    Attack(
        "hide something in an edited file",
        EDITING.format("test_an_edited_file_that_hides_something_is_refused_by_name_and_issued_once_it_is_clean"),
        Cut(EDIT_FILES, "prove_open(data, name, clean=clean)", "prove_open(data, name, clean=True)"),
    ),
    Attack(
        "hide something in an inserted file",
        EDITING.format("test_an_inserted_file_that_hides_something_is_refused_or_cleaned"),
        Cut(EDIT_FILES, "str(file), clean=clean)", "str(file), clean=True)"),
    ),
    Attack(
        "hide something in a template",
        EDITING.format("test_a_template_is_cleaned_by_its_check"),
        Cut(
            "templates/formats/word/field.py",
            '*(f"It holds what readers do not see: {one}." for one in self.hidden),',
            "",
        ),
    ),
    Attack(
        "hide something in a translation",
        EDITING.format("test_what_a_translator_hides_is_refused_or_taken_out"),
        Cut(
            "services/papers/hand_over.py",
            "prove_open(data, name, clean=clean)",
            "prove_open(data, name, clean=True)",
        ),
    ),
    Attack(
        "let everybody read what evidence hides",
        "tests/commands/test_attached.py::test_what_an_attached_word_file_hides_is_named_and_public_only_if_accepted",
        Cut("services/papers/issue.py", 'any(one.audience == "public" for one in tried.records)', "False"),
    ),
    Attack(
        "a name that acts on a terminal",
        NAMES,
        Cut("commands/terminal/command.py", "if any(one <", "if False and any(one <"),
    ),
    Attack(
        "words that are not UTF-8",
        WORDS,
        Cut("commands/terminal/settings.py", "if not word.isascii() and", "if False and"),
    ),
    Attack("put a BLOB where a text stands", BLOB, Cut("models/backends/__init__.py", "if damage:", "if False:")),
    Attack(
        "put text that is no UTF-8",
        DAMAGE,
        Cut(
            "models/integrity/verify.py",
            "            reader.connection.tolerate_bad_text()\n            return _verify_all",
            "            return _verify_all",
        ),
        "UTF",
    ),
    Attack(
        "hide pages from a publication", HIDDEN_ROUND, Cut("web/publication.py", "if not self._answers:", "if False:")
    ),
    # The clock
    Attack(
        "set the clock to a year of no records",
        CLOCK,
        Cut("models/store/clock.py", "if not EARLIEST < time", "if not time"),
    ),
    Attack(
        "set the clock back",
        "tests/commands/test_out_of_reach.py::test_a_clock_that_was_set_back_records_nothing_until_it_is_right",
        Cut("models/store/clock.py", "if (last - time).total_seconds() > SKEW_SECONDS:", "if False:"),
    ),
)


def told() -> str:
    """The table as `docs/trust.md` shows it: how much the modules of each folder find, and some of it."""
    lines = ["| found in | attacks | such as |", "|---|---|---|"]
    for folder in sorted({one.cut.file.rpartition("/")[0] for one in TABLE}):
        found = [one.what for one in TABLE if one.cut.file.rpartition("/")[0] == folder]
        lines += [f"| `{folder}/` | {len(found)} | {'; '.join(found[:: max(1, len(found) // 3)][:3])} |"]
    return "\n".join(lines)
