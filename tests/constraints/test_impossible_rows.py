"""One test for each constraint: a whole row is taken, and the same row with one impossible thing is refused."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from accounts.models import (
    Acceptance,
    Consent,
    ConsentItem,
    Membership,
    Organisation,
    PolicyText,
    PolicyVersion,
    Preferences,
    RegisterValue,
    RoleAssignment,
    RoleGrant,
    Token,
    User,
    Verification,
)
from disclosures import models
from disclosures.models import Case, Complaint, Engagement, Finding, Job, LedgerEntry, MisuseReport, Objection, Release
from tests.architecture import trees
from tests.constraints.conftest import constraints, refused_by
from tests.constraints.rows import AT, LATER, WHOLE

SUBMITTED = {"status": "triage", "submitted_at": AT, "policy_version": "1"}
DECIDED = {"submitted_at": AT, "policy_version": "1", "decided_at": AT, "outcome": "granted", "signed_scope": {}}
CALLED = {"called_back_at": AT, "number_called": "+1 555 0100", "number_source": "its site", "spoke_to": "the desk"}
SPENT = {"spent_at": AT, "browser": "b", "sent_at": AT, "tries": 1}
HELD = {"hold_until": LATER, "hold_kind": "order", "hold_paper": "C-1", "hold_by": "a court"}
AUTHORITY_TOLD = {"authority_settled_at": AT, "authority_settled_by": "two", "authority": "CAC"}
ATTESTED = {"attested_at": LATER, "attested_by": "two", "words": "deleted"}
ASIDE = {"set_aside_at": LATER, "set_aside_by": "three", "set_aside_because": "a copy was found"}
KEPT = {"signed_at": AT, "kept_from": AT, "until": LATER, "latest_at": LATER}
MORE_ASKED = {**KEPT, "extension_asked_at": AT, "extension_asked_by": "one", "extension_reason": "no court sits"}
BOUNCED = {"undelivered_at": AT, "undelivered_code": "550"}
SETTLED = {**BOUNCED, "settled_at": AT, "settled_by": "two", "settled": "sent_again"}
FOUND = {"scanned_at": AT, "finding_of_scan": "Eicar"}
CLEARED = {**FOUND, "state": "cleared", "decided_at": AT, "decided_by": "two", "decision": "known"}
WITHDRAWN = {"status": "withdrawn", "closed_at": AT}
APPROVED = {"approved_at": AT, "approved_by": "two"}

IMPOSSIBLE = [
    ("search_reason_is_known", models.RecordSearch, {"reason": "curious"}),
    ("search_says_what_it_is_about", models.RecordSearch, {"note": ""}),
    ("export_kind_is_known", models.DeskExport, {"kind": "members"}),
    ("view_is_one_of_twenty", models.SavedView, {"place": 0}),
    ("view_is_one_of_twenty", models.SavedView, {"place": 21}),
    ("view_has_a_name_and_a_tab", models.SavedView, {"name": ""}),
    ("view_has_a_name_and_a_tab", models.SavedView, {"tab": ""}),
    ("user_verification_ends_after_it_began", User, {"verified_at": AT, "verified_until": AT}),
    ("user_verification_ends_after_it_began", User, {"verified_until": AT}),
    ("role_is_known", RoleAssignment, {"role": "king"}),
    ("organisation_kind_is_known", Organisation, {"kind": "club"}),
    ("organisation_verification_ends_after_it_began", Organisation, {"verified_at": LATER, "verified_until": AT}),
    ("organisation_verification_ends_after_it_began", Organisation, {"verified_until": AT}),
    ("organisation_domain_is_in_small_letters", Organisation, {"domain": "PSB.example"}),
    ("published_number_says_where", Organisation, {"phone": "+86 10 5555 0199"}),
    ("register_field_is_known", RegisterValue, {"field": "kind"}),
    ("entered_number_says_where_it_was_published", RegisterValue, {"field": "phone"}),
    ("register_value_is_replaced_later", RegisterValue, {"at": LATER, "replaced_at": AT}),
    ("agency_asked_for_is_a_public_body", models.AgencyRequest, {"kind": "company"}),
    ("agency_asked_for_is_a_public_body", models.AgencyRequest, {"country": "cn"}),
    ("agency_asked_for_is_a_public_body", models.AgencyRequest, {"domain": ""}),
    ("agency_request_is_refused_by_somebody_with_a_reason", models.AgencyRequest, {"ended_at": AT, "ended_by": "two"}),
    ("agency_request_is_refused_by_somebody_with_a_reason", models.AgencyRequest, {"ended_at": AT, "reason": "no"}),
    ("agency_request_is_refused_by_somebody_with_a_reason", models.AgencyRequest, {"reason": "no"}),
    ("membership_role_is_of_an_outsider", Membership, {"role": "reviewer"}),
    ("membership_is_approved_by_somebody_else", Membership, {"approved_at": AT}),
    ("membership_is_approved_by_somebody_else", Membership, {"approved_at": AT, "approved_by": "one", "user": "one"}),
    ("membership_is_approved_by_somebody_else", Membership, {"approved_by": "two"}),
    ("membership_is_ended_by_somebody", Membership, {"ended_at": AT, "end": "left"}),
    ("membership_is_ended_by_somebody", Membership, {"ended_at": AT, "ended_by": "one"}),
    ("membership_is_ended_by_somebody", Membership, {"ended_at": AT, "ended_by": "one", "end": "bored"}),
    ("what_was_approved_is_not_refused", Membership, {**APPROVED, "ended_at": AT, "ended_by": "two", "end": "refused"}),
    ("granted_role_is_known", RoleGrant, {"role": "member"}),
    ("role_grant_has_a_reason", RoleGrant, {"reason": ""}),
    ("role_grant_is_decided_by_somebody", RoleGrant, {"decided_at": AT}),
    ("role_grant_is_decided_by_somebody", RoleGrant, {"granted": True}),
    ("verification_is_of_one_party", Verification, {"user": None}),
    ("verification_is_of_one_party", Verification, {**CALLED, "user": "one", "organisation": "company"}),
    ("verification_rests_on_evidence", Verification, {"evidence": ""}),
    ("verification_has_an_end", Verification, {"until": AT}),
    ("nobody_verifies_themselves", Verification, {"by": "one"}),
    ("nobody_verifies_what_they_entered", Verification, {**CALLED, "entered_by": "two"}),
    ("call_back_says_which_number_and_who_answered", Verification, {"called_back_at": AT}),
    ("call_back_says_which_number_and_who_answered", Verification, {**CALLED, "spoke_to": ""}),
    ("call_back_says_which_number_and_who_answered", Verification, {**CALLED, "number_source": ""}),
    ("call_back_says_which_number_and_who_answered", Verification, {**CALLED, "called_back_at": LATER}),
    ("call_back_says_which_number_and_who_answered", Verification, {"number_called": "+1 555 0100"}),
    ("organisation_is_verified_by_a_call_back", Verification, {"organisation": "company", "user": None}),
    ("verification_is_ended_by_somebody", Verification, {"ended_at": LATER}),
    ("verification_is_ended_by_somebody", Verification, {"ended_by": "two"}),
    ("token_expires_after_it_was_made", Token, {"expires_at": AT}),
    (
        "token_revoked_after_it_was_made",
        Token,
        {"created_at": LATER, "expires_at": LATER + LATER.resolution, "revoked_at": AT},
    ),
    ("consent_has_one_recipient", Consent, {"recipient_organisation": "company"}),
    ("consent_has_one_recipient", Consent, {"recipient_user": None}),
    ("consent_withdrawn_after_given", Consent, {"given_at": LATER, "withdrawn_at": AT}),
    ("consent_detail_is_known", ConsentItem, {"detail": "none"}),
    ("policy_document_is_known", PolicyVersion, {"document": "wishes"}),
    ("policy_version_is_published_before_it_applies", PolicyVersion, {"effective_at": AT}),
    ("policy_version_is_published_before_it_applies", PolicyVersion, {"published_by": None}),
    ("policy_versions_count_from_one", PolicyVersion, {"number": 0}),
    ("policy_language_is_known", PolicyText, {"language": "fr"}),
    ("accepted_two_documents", Acceptance, {"agreement": "version"}),
    ("acceptance_means_is_known", Acceptance, {"means": "nod"}),
    ("own_marketing_is_switched_off_by_the_member", Preferences, {"own_marketing": False}),
    ("partner_marketing_is_switched_on_by_the_member", Preferences, {"partner_marketing": True}),
    ("case_filed_under_a_policy_version", Case, {**SUBMITTED, "policy_version": ""}),
    ("user_country_is_two_capitals", User, {"country": ""}),
    ("user_country_is_two_capitals", User, {"country": "cn"}),
    ("organisation_country_is_two_capitals", Organisation, {"country": "Ch"}),
    ("case_status_is_known", Case, {**SUBMITTED, "status": "lost"}),
    ("case_outcome_is_known", Case, {**DECIDED, "status": "closed", "closed_at": AT, "outcome": "fine"}),
    ("case_basis_is_known", Case, {"basis": "whim"}),
    ("case_ground_is_known", Case, {"legal_ground": "because"}),
    ("case_transfer_ground_is_known", Case, {"transfer_ground": "habit"}),
    ("case_has_at_most_one_recipient", Case, {"recipient_user": "two", "recipient_organisation": "company"}),
    ("case_called_back_by_somebody", Case, {"called_back_at": AT}),
    ("case_called_back_by_somebody", Case, {"called_back_by": "two"}),
    ("case_called_back_by_somebody", Case, {"called_back_number": "+1 555 0100"}),
    ("case_submitted_unless_draft", Case, {"status": "triage"}),
    ("case_outcome_when_decided", Case, {"status": "refused", "submitted_at": AT, "policy_version": "1"}),
    ("case_outcome_when_decided", Case, {**DECIDED, "status": "released", "outcome": ""}),
    ("case_outcome_when_decided", Case, {**DECIDED, "status": "closed", "closed_at": AT, "decided_at": None}),
    ("case_outcome_when_decided", Case, {**SUBMITTED, "outcome": "granted"}),
    ("case_outcome_when_decided", Case, {**SUBMITTED, "decided_at": AT}),
    ("case_is_closed_or_withdrawn_at_a_time", Case, {"status": "withdrawn"}),
    ("case_is_closed_or_withdrawn_at_a_time", Case, {**SUBMITTED, "closed_at": AT}),
    ("case_is_erased_once_it_is_over", Case, {**SUBMITTED, "erased_at": AT}),
    ("case_is_erased_once_it_is_over", Case, {**WITHDRAWN, "erased_at": AT, "purpose": "prize"}),
    ("legal_hold_has_a_reason", models.LegalHold, {"reason": ""}),
    ("legal_hold_is_lifted_by_somebody_with_a_reason", models.LegalHold, {"lifted_at": AT, "lifting": "settled"}),
    ("legal_hold_is_lifted_by_somebody_with_a_reason", models.LegalHold, {"lifted_at": AT, "lifted_by": "two"}),
    ("nothing_is_destroyed_before_two_signed", models.Destruction, {"done_at": AT}),
    ("destruction_signed_by_role", models.DestructionSignature, {"role": "reviewer"}),
    ("due_case_is_settled_one_way", models.DueCase, {"settled_at": AT}),
    ("due_case_is_settled_one_way", models.DueCase, {"outcome": "spared"}),
    ("due_case_is_settled_one_way", models.DueCase, {"settled_at": AT, "outcome": "lost"}),
    ("case_has_window_in_notice", Case, {**SUBMITTED, "status": "notice", "signed_scope": {}}),
    ("case_hold_has_its_paper_and_its_end", Case, {"hold_until": LATER}),
    ("case_hold_has_its_paper_and_its_end", Case, {"hold_until": LATER, "hold_kind": "order", "hold_by": "a court"}),
    ("case_hold_has_its_paper_and_its_end", Case, {"hold_until": LATER, "hold_kind": "order", "hold_paper": "C-1"}),
    ("case_hold_has_its_paper_and_its_end", Case, {"hold_kind": "order", "hold_paper": "C-1", "hold_by": "a court"}),
    ("case_hold_has_its_paper_and_its_end", Case, {**HELD, "hold_kind": "whim"}),
    ("case_has_end_of_return", Case, {**SUBMITTED, "status": "returned", "returned_at": AT}),
    ("case_has_end_of_waiting", Case, {**SUBMITTED, "status": "waiting_for_subject"}),
    ("case_has_scope_once_signed", Case, {**SUBMITTED, "status": "notice", "window_ends_at": AT}),
    ("case_has_scope_once_signed", Case, {**SUBMITTED, "status": "approved"}),
    ("case_has_scope_once_signed", Case, {**DECIDED, "status": "released", "signed_scope": None}),
    ("release_says_from_where_to_where", models.Release, {"countries_from": "", "transfer_ground": "treaty"}),
    ("release_says_from_where_to_where", models.Release, {"country_to": "", "transfer_ground": "treaty"}),
    ("release_abroad_has_a_ground", models.Release, {"country_to": "DE"}),
    ("release_abroad_has_a_ground", models.Release, {"countries_from": "CN DE"}),
    ("release_transfer_ground_is_known", models.Release, {"transfer_ground": "habit"}),
    ("transparency_report_is_of_a_half_year", models.TransparencyReport, {"half_year": "2026"}),
    ("transparency_report_is_of_a_half_year", models.TransparencyReport, {"half_year": "1999-H1"}),
    ("asked_detail_is_known", models.AskedItem, {"detail": "none"}),
    ("asked_period_is_not_empty", models.AskedItem, {"start_at": AT, "end_at": AT}),
    ("narrowing_detail_is_known", models.Narrowing, {"detail": "half"}),
    ("narrowing_has_a_reason", models.Narrowing, {"reason": ""}),
    ("right_is_valid_for_a_time", models.Right, {"valid_to": AT}),
    ("complaint_is_against_somebody_else", Complaint, {"respondent": "one"}),
    ("withdrawn_complaint_is_closed", Complaint, {"withdrawn_at": AT}),
    ("only_what_was_stated_reaches_the_complainant", Complaint, {"countered_at": LATER, "counter_reached_at": AT}),
    ("word_of_a_suit_follows_the_counter_statement", Complaint, {"suit_notified_at": AT}),
    ("measures_are_lifted_with_the_complaint", Complaint, {"measures_lifted_at": AT}),
    ("standing_approval_of_an_approved_engagement", Engagement, {"standing_at": AT}),
    ("engagement_signed_by_role", models.EngagementSignature, {"role": "counsel"}),
    ("correction_names_an_item", models.Correction, {"item": ""}),
    ("evidence_box_is_of_one_thing", models.EvidenceBox, {"case": None}),
    ("evidence_box_is_of_one_thing", models.EvidenceBox, {"right": "right"}),
    (
        "preservation_draft_is_asked_or_dropped",
        models.PreservationDraft,
        {"preservation": "preservation", "dropped_at": AT},
    ),
    ("grievance_is_filed_or_dropped", models.Grievance, {"complaint": "complaint", "dropped_at": AT}),
    ("evidence_box_is_not_overfilled", models.EvidenceBox, {"files": 101}),
    ("evidence_kind_is_known", models.Evidence, {"kind": "gossip"}),
    ("evidence_type_is_known", models.Evidence, {"file_type": "text/html"}),
    ("evidence_state_is_known", models.Evidence, {"state": "lost"}),
    ("evidence_is_not_empty", models.Evidence, {"size": 0}),
    ("evidence_is_safe_once_scanned", models.Evidence, {"state": "safe"}),
    ("evidence_is_safe_once_scanned", models.Evidence, {"state": "safe", "scanned_at": AT, "finding_of_scan": "x"}),
    ("evidence_is_quarantined_for_something", models.Evidence, {"state": "quarantined", "scanned_at": AT}),
    ("evidence_is_decided_by_somebody_else_with_a_reason", models.Evidence, {**FOUND, "state": "cleared"}),
    ("evidence_is_decided_by_somebody_else_with_a_reason", models.Evidence, {**CLEARED, "decision": ""}),
    ("evidence_is_decided_by_somebody_else_with_a_reason", models.Evidence, {**CLEARED, "decided_by": "one"}),
    ("evidence_is_decided_by_somebody_else_with_a_reason", models.Evidence, {**CLEARED, "decided_by": None}),
    ("evidence_is_destroyed_at_a_time", models.Evidence, {"state": "destroyed"}),
    ("evidence_is_destroyed_at_a_time", models.Evidence, {"destroyed_at": AT}),
    ("evidence_key_names_its_wrapper", models.EvidenceKey, {"wrapped_by": ""}),
    ("finding_acts_have_a_time", Finding, {"acted_to": AT}),
    ("finding_appeal_is_known", Finding, {"appeal": "maybe"}),
    ("misuse_is_by_one_party", MisuseReport, {"against_organisation": "company"}),
    ("misuse_is_by_one_party", MisuseReport, {"against_user": None}),
    (
        "misuse_is_upheld_or_rejected",
        MisuseReport,
        {"upheld_at": AT, "rejected_at": AT, "rejected_by": "three", "rejection": "no"},
    ),
    ("misuse_is_rejected_by_somebody_with_a_reason", MisuseReport, {"rejected_at": AT}),
    (
        "misuse_is_rejected_by_somebody_with_a_reason",
        MisuseReport,
        {"rejected_at": AT, "rejected_by": "three", "rejection": ""},
    ),
    ("only_what_was_upheld_is_lifted", MisuseReport, {"lifted_at": AT}),
    ("only_what_was_upheld_is_lifted", MisuseReport, {"upheld_at": LATER, "lifted_at": AT}),
    ("misuse_verdict_is_known", models.MisuseSignature, {"verdict": "maybe", "reason": "who knows"}),
    ("misuse_is_rejected_or_lifted_for_a_reason", models.MisuseSignature, {"verdict": "lifted"}),
    ("misuse_signed_by_role", models.MisuseSignature, {"role": "reviewer"}),
    ("user_language_is_spoken", User, {"language": "fr"}),
    ("organisation_language_is_spoken", Organisation, {"language": "fr"}),
    ("notice_is_undelivered_for_a_reason", models.Notice, {"undelivered_at": AT}),
    ("notice_is_undelivered_for_a_reason", models.Notice, {"undelivered_code": "550"}),
    ("undelivered_notice_is_settled_by_somebody", models.Notice, {**BOUNCED, "settled_at": AT}),
    (
        "undelivered_notice_is_settled_by_somebody",
        models.Notice,
        {**SETTLED, "undelivered_at": None, "undelivered_code": ""},
    ),
    ("undelivered_notice_is_settled_by_somebody", models.Notice, {**SETTLED, "settled": "forgotten"}),
    ("told_otherwise_says_how", models.Notice, {**SETTLED, "settled": "told_otherwise"}),
    ("notice_has_one_addressee", models.Notice, {"to_user": None}),
    ("notice_has_one_addressee", models.Notice, {"to_organisation": "company"}),
    ("message_thread_is_known", models.Message, {"thread": "everybody"}),
    ("message_to_a_subject_says_which", models.Message, {"thread": "subject"}),
    ("message_to_a_subject_says_which", models.Message, {"subject": "two"}),
    ("message_is_there_or_erased", models.Message, {"text": ""}),
    ("message_is_there_or_erased", models.Message, {"erased_at": AT}),
    ("note_is_there_or_erased", models.CaseNote, {"text": ""}),
    ("note_is_there_or_erased", models.CaseNote, {"erased_at": AT}),
    ("complaint_message_is_there_or_erased", models.ComplaintMessage, {"text": ""}),
    ("complaint_message_is_there_or_erased", models.ComplaintMessage, {"erased_at": AT}),
    ("relay_ends_after_it_began", models.Relay, {"until": AT}),
    ("relay_answer_has_its_clock", models.Relay, {"answered_at": AT}),
    ("relay_answer_has_its_clock", models.Relay, {"answer": "yes"}),
    ("relay_answer_has_its_clock", models.Relay, {"answer": "yes", "answered_at": LATER, "helped_by": AT}),
    ("relay_ended_in_a_known_way", models.Relay, {"ended_at": LATER}),
    ("relay_ended_in_a_known_way", models.Relay, {"end": "no_answer"}),
    ("relay_ended_in_a_known_way", models.Relay, {"ended_at": LATER, "end": "lost"}),
    ("relay_is_there_or_erased", models.Relay, {"text": ""}),
    ("relay_is_there_or_erased", models.Relay, {"answered_at": AT, "helped_by": LATER}),
    ("relay_is_there_or_erased", models.Relay, {"text": "", "erased_at": LATER}),
    ("objection_decided_by_somebody", Objection, {"decided_at": AT}),
    ("objection_decided_by_somebody", Objection, {"decided_at": AT, "decided_by": "three"}),
    ("overruling_has_a_reason", Objection, {"decided_at": AT, "decided_by": "three", "upheld": False}),
    ("release_status_is_known", Release, {"status": "lost", "ended_at": AT, "end_reason": "time"}),
    ("release_ended_with_a_reason", Release, {"status": "revoked"}),
    ("release_ended_with_a_reason", Release, {"status": "expired", "ended_at": AT}),
    ("release_ended_with_a_reason", Release, {"ended_at": AT}),
    ("grant_ends_after_it_opens", models.Grant, {"opens_at": LATER, "until": AT}),
    ("grant_is_opened_as_often_as_allowed", models.Grant, {"openings": 51}),
    ("receipt_is_confirmed_by_somebody", models.Grant, {"received_at": AT}),
    ("receipt_is_confirmed_by_somebody", models.Grant, {"received_by": "one"}),
    ("code_is_tried_five_times", models.OpeningCode, {"tries": 6}),
    ("code_is_spent_in_a_browser", models.OpeningCode, {"browser": "b"}),
    ("code_is_spent_in_a_browser", models.OpeningCode, {"spent_at": AT, "sent_at": AT, "tries": 1}),
    ("code_is_spent_in_a_browser", models.OpeningCode, {"spent_at": AT, "browser": "b", "tries": 1}),
    ("code_is_spent_in_a_browser", models.OpeningCode, {"spent_at": AT, "browser": "b", "sent_at": AT}),
    ("code_is_spent_in_a_browser", models.OpeningCode, {**SPENT, "voided_at": AT}),
    ("sealed_key_names_its_wrapper", models.SealedKey, {"wrapped_by": ""}),
    ("signed_step_is_known", models.Signature, {"step": "wink"}),
    ("transaction_has_two_parties", models.Transaction, {"seller": "one"}),
    ("transaction_status_is_known", models.Transaction, {"status": "lost"}),
    ("performance_kind_is_known", models.Performance, {"kind": "promise"}),
    ("idempotent_answer_is_whole", models.IdempotencyKey, {"status": 201}),
    ("idempotent_answer_is_whole", models.IdempotencyKey, {"body": "{}"}),
    ("drawn_review_has_time", models.DrawnReview, {"due_at": AT}),
    ("drawn_review_is_done_by_somebody_with_a_result", models.DrawnReview, {"done_at": AT}),
    ("drawn_review_is_done_by_somebody_with_a_result", models.DrawnReview, {"result": "in_order"}),
    ("drawn_review_is_done_by_somebody_with_a_result", models.DrawnReview, {"done_at": AT, "done_by": "two"}),
    ("follow_up_has_time", models.EmergencyFollowUp, {"review_due_at": AT}),
    ("follow_up_has_time", models.EmergencyFollowUp, {"instrument_due_at": AT}),
    ("follow_up_has_time", models.EmergencyFollowUp, {"hold_latest_at": AT}),
    ("emergency_is_reviewed_by_somebody_with_a_result", models.EmergencyFollowUp, {"result": "confirmed"}),
    ("emergency_is_reviewed_by_somebody_with_a_result", models.EmergencyFollowUp, {"hold_until": AT}),
    ("emergency_is_reviewed_by_somebody_with_a_result", models.EmergencyFollowUp, {"words": "all well"}),
    ("instrument_is_ended_by_somebody", models.EmergencyFollowUp, {"instrument_end": "accepted"}),
    ("instrument_is_ended_by_somebody", models.EmergencyFollowUp, {"instrument_ended_at": AT}),
    (
        "instrument_that_never_came_says_why",
        models.EmergencyFollowUp,
        {"instrument_end": "never_came", "instrument_ended_at": AT, "instrument_ended_by": "two"},
    ),
    ("formal_instrument_is_whole", models.FormalInstrument, {"kind": "rumour"}),
    ("formal_instrument_is_whole", models.FormalInstrument, {"number": ""}),
    ("formal_instrument_is_whole", models.FormalInstrument, {"issued_by": ""}),
    ("formal_instrument_is_whole", models.FormalInstrument, {"statute": ""}),
    ("formal_instrument_is_decided_by_somebody", models.FormalInstrument, {"accepted": True}),
    ("formal_instrument_is_decided_by_somebody", models.FormalInstrument, {"decided_at": AT, "decided_by": "two"}),
    ("preservation_basis_is_known", models.Preservation, {"basis": "whim"}),
    ("preservation_says_what_for", models.Preservation, {"inquiry": ""}),
    ("preservation_says_what_for", models.Preservation, {"statute": ""}),
    ("preservation_lapses_later", models.Preservation, {"lapses_at": AT}),
    ("preservation_is_kept_for_a_time_once_signed", models.Preservation, {**KEPT, "signed_at": None}),
    ("preservation_is_kept_for_a_time_once_signed", models.Preservation, {**KEPT, "until": None}),
    ("preservation_is_kept_for_a_time_once_signed", models.Preservation, {**KEPT, "until": AT}),
    ("preservation_is_kept_for_a_time_once_signed", models.Preservation, {**KEPT, "latest_at": AT}),
    ("preservation_extension_is_asked_by_somebody", models.Preservation, {**MORE_ASKED, "extension_asked_by": None}),
    ("preservation_extension_is_asked_by_somebody", models.Preservation, {**MORE_ASKED, "extension_reason": ""}),
    ("preservation_extension_is_asked_by_somebody", models.Preservation, {"extension_reason": "no court sits"}),
    ("preservation_is_extended_by_somebody_else_once_asked", models.Preservation, {**KEPT, "extended_at": AT}),
    ("preservation_ends_for_a_reason", models.Preservation, {"ended_at": AT, "ended_by": "two"}),
    ("preservation_ends_for_a_reason", models.Preservation, {"end": "time"}),
    (
        "preservation_is_refused_with_a_code",
        models.Preservation,
        {"ended_at": AT, "ended_by": "two", "end": "refused"},
    ),
    ("preservation_is_refused_with_a_code", models.Preservation, {"refusal": "incomplete"}),
    ("preserved_period_is_not_empty", models.PreservedItem, {"start_at": LATER, "end_at": AT}),
    ("preservation_step_is_known", models.PreservationSignature, {"step": "wink"}),
    ("snapshot_key_names_its_wrapper", models.SnapshotKey, {"wrapped_by": ""}),
    ("heartbeat_kind_is_known", models.Heartbeat, {"kind": "web"}),
    ("job_state_is_known", Job, {"state": "lost"}),
    ("job_is_leased_until_a_time", Job, {"state": "leased"}),
    ("job_is_leased_until_a_time", Job, {"lease_until": AT}),
    ("attestation_is_due_later", models.Attestation, {"owed_at": LATER}),
    ("attestation_covers_something", models.Attestation, {"covers": 0}),
    ("somebody_attests_in_words", models.Attestation, {"attested_at": LATER, "words": "deleted"}),
    ("somebody_attests_in_words", models.Attestation, ATTESTED | {"words": ""}),
    ("somebody_attests_in_words", models.Attestation, {"paper": "a letter"}),
    ("only_what_is_late_lapses", models.Attestation, {"lapsed_at": LATER}),
    ("what_was_attested_is_set_aside_for_a_reason", models.Attestation, ASIDE),
    ("what_was_attested_is_set_aside_for_a_reason", models.Attestation, {**ATTESTED, **ASIDE, "set_aside_because": ""}),
    ("incident_kind_is_known", models.Incident, {"kind": "mishap"}),
    ("incident_says_what_happened", models.Incident, {"what": ""}),
    ("incident_is_reported_after_it_is_discovered", models.Incident, {"reported_at": AT - timedelta(days=1)}),
    ("incident_has_its_clock", models.Incident, {"authority_due_at": AT}),
    ("authority_is_told_or_spared_for_a_reason", models.Incident, {"authority": "CAC"}),
    ("authority_is_told_or_spared_for_a_reason", models.Incident, {"authority_settled_at": AT}),
    ("authority_is_told_or_spared_for_a_reason", models.Incident, AUTHORITY_TOLD | {"authority_spared": "not opened"}),
    ("authority_is_told_or_spared_for_a_reason", models.Incident, AUTHORITY_TOLD | {"authority": ""}),
    (
        "incident_is_closed_by_somebody_once_settled",
        models.Incident,
        AUTHORITY_TOLD | {"closed_at": AT, "closing": "done"},
    ),
    (
        "incident_is_closed_by_somebody_once_settled",
        models.Incident,
        AUTHORITY_TOLD | {"closed_at": AT, "closed_by": "two"},
    ),
    (
        "incident_is_closed_by_somebody_once_settled",
        models.Incident,
        {"closed_at": AT, "closed_by": "two", "closing": "x"},
    ),
    ("job_is_done_at_a_time", Job, {"state": "done"}),
    ("job_is_done_at_a_time", Job, {"finished_at": AT}),
    ("job_dies_of_something", Job, {"state": "dead"}),
    ("job_fence_counts_every_attempt", Job, {"attempts": 1}),
    ("job_has_a_key", Job, {"key": ""}),
    ("ledger_chain_not_empty", models.LedgerChain, {"seq": 0}),
    ("ledger_entry_seq_from_one", LedgerEntry, {"seq": 0}),
]
TWICE = [
    ("a_reading_is_noted_once_a_day", models.CaseReading, {}),
    ("a_search_finds_a_case_once", models.FoundCase, {}),
    ("view_name_is_ones_own_once", models.SavedView, {"name": "same"}),
    ("view_place_is_taken_once", models.SavedView, {"place": 7}),
    ("a_half_year_is_reported_once", models.TransparencyReport, {}),
    ("a_domain_is_one_organisation_s", Organisation, {"domain": "psb.example"}),
    ("one_standing_value_of_a_field", RegisterValue, {}),
    ("one_open_agency_request_per_person", models.AgencyRequest, {"user": "one"}),
    ("one_open_membership_of_a_person", Membership, {"user": "one"}),
    ("a_role_is_asked_for_once_at_a_time", RoleGrant, {"user": "one"}),
    ("role_held_once", RoleAssignment, {}),
    ("one_verification_of_a_person", Verification, {}),
    ("one_verification_of_an_organisation", Verification, {"user": None, "organisation": "company", **CALLED}),
    ("a_change_is_told_once", models.Correction, {}),
    ("one_legal_hold_of_a_case_stands", models.LegalHold, {}),
    ("destruction_signed_once_per_role", models.DestructionSignature, {"person": None}),
    ("destruction_signed_once_per_person", models.DestructionSignature, {"role": None}),
    ("case_stands_on_a_list_once", models.DueCase, {"settled_at": AT, "outcome": "spared"}),
    ("consent_names_item_once", ConsentItem, {}),
    ("one_code_of_a_person_stands", models.OpeningCode, {}),
    ("notice_is_sent_again_once", models.Notice, {"instead_of": "first_notice"}),
    ("evidence_is_numbered_once", models.Evidence, {"number": 7}),
    ("policy_version_has_its_own_number", PolicyVersion, {"number": 7}),
    ("policy_text_is_there_once", PolicyText, {}),
    ("accepted_once", Acceptance, {}),
    ("one_message_is_relayed_at_a_time", models.Relay, {}),
    ("case_subject_has_one_place", models.CaseSubject, {"named_key": None}),
    ("case_names_a_person_once", models.CaseSubject, {"position": None}),
    ("case_asks_an_item_once", models.AskedItem, {}),
    ("one_attestation_is_owed_of_an_end", models.Attestation, {"owed_at": AT}),
    ("attestation_covers_a_release_once", models.AttestedRelease, {}),
    ("preserved_subject_has_one_place", models.PreservedSubject, {"named": None}),
    ("preservation_names_a_person_once", models.PreservedSubject, {"position": None}),
    ("preservation_names_an_item_once", models.PreservedItem, {}),
    ("release_stands_on_consent_once", models.ReleaseConsent, {}),
    ("idempotency_key_used_once", models.IdempotencyKey, {"key": "same"}),
    ("acts_of_a_person_differ_in_time", models.IdempotencyKey, {"at": AT}),
    ("ledger_chain_named_once", models.LedgerChain, {"name": "case:same"}),
    ("ledger_leaf_entry_sealed_once", models.LedgerLeaf, {"entry_id": 7}),
    ("ledger_checkpoint_size_once", models.LedgerCheckpoint, {"size": 7}),
    ("ledger_proof_named_once", models.LedgerProof, {}),
]
NAMES = {"one", "two", "three", "company", "version", "first_notice", "right", "complaint", "preservation"}
DIFFERS = {"named": "ana", "named_key": "ana", "position": 1, "person": UUID(int=7), "role": "privacy_officer"}


def meant(rows, columns):
    """A word of the tables above that stands for a row."""
    return {
        name: getattr(rows, word) if isinstance(word, str) and word in NAMES else word for name, word in columns.items()
    }


@pytest.mark.parametrize("model", WHOLE, ids=lambda model: model.__name__)
def test_a_whole_row_is_taken(rows, model):
    rows.make(model)


@pytest.mark.parametrize(("name", "model", "columns"), IMPOSSIBLE)
def test_an_impossible_row_is_refused(rows, name, model, columns):
    changes = meant(rows, columns)
    with refused_by(name):
        rows.make(model, **changes)


@pytest.mark.parametrize(("name", "model", "columns"), TWICE)
def test_what_there_is_one_of_is_not_taken_twice(rows, name, model, columns):
    same = {column: word for column, word in meant(rows, columns).items() if word is not None or column == "user"}
    rows.make(model, **same)
    others = {column: DIFFERS[column] for column in columns if column in DIFFERS}
    with refused_by(name):
        rows.make(model, **same, **others)


UNIQUE = [(model, field.name) for model in WHOLE for field in model._meta.fields if field.unique and not field.null]


@pytest.mark.parametrize(("model", "column"), UNIQUE, ids=lambda part: getattr(part, "__name__", part))
def test_a_unique_column_holds_a_value_once(rows, model, column):
    first = rows.make(model)
    second = {**WHOLE[model](rows), column: getattr(first, column)}
    with pytest.raises(IntegrityError, match=rf"{column}|_pkey|append-only"), transaction.atomic():
        model._default_manager.create(**second)


@pytest.mark.parametrize("thing", ["case", "complaint", "finding", "grievance", "right"])
def test_a_thing_has_one_box_of_evidence(rows, thing):
    one = {"case": None, thing: getattr(rows, thing)}
    rows.make(models.EvidenceBox, **one)
    with pytest.raises(IntegrityError, match=rf"{thing}|_key"), transaction.atomic():
        rows.make(models.EvidenceBox, **one)


def test_every_constraint_has_its_test():
    here = {name for name, *_ in [*IMPOSSIBLE, *TWICE]}
    elsewhere = "".join(
        path.read_text(encoding="utf-8") for path in trees.files("tests") if path.name != "test_impossible_rows.py"
        or "sources" in path.parts
    )  # fmt: skip
    untested = [name for name in constraints() if name not in here and not re.search(rf"\b{name}\b", elsewhere)]
    assert untested == []


def test_every_table_of_the_cases_has_a_whole_row_here():
    known = {model.__name__ for model in WHOLE}
    assert {model.__name__ for model, _ in constraints().values()} - known <= {
        "ActivityRecord", "MemberRecord", "PartnerRecord",
    }  # fmt: skip
