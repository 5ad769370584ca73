// Names of tools, and what is read from them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readName } from '../../../../src/policy/external/names.ts';
import type { OperationKind } from '../../../../src/policy/external/operation.ts';
import { verbs } from '../../../../src/policy/external/verbs.ts';

const names: Readonly<Record<OperationKind, string>> = {
  read: `list_issues get_me search_code read_text_file read_graph list_allowed_directories slack_get_channel_history
    query getUserById get_commit list_commits get_issue_comments list_payments retrieve_balance list_refunds
    get_updates list_deleted_items list_merged_branches get_settings notion-fetch resolve-library-id get-library-docs
    git_status git_diff list_merge_requests get_pull_request pull_request_read issue_read get_logs fetch getuser
    listfiles findUsers describe-instances whoami ping API-get-user list_posts get_post get_message_thread
    list_users_and_groups get_item_and_file check_status list_created_tokens getHTTPStatus lists_all_users getting_started_get search_publications`,
  write: `create_issue create_pull_request create_merge_request write_file create_entities add_observations
    get_or_create_user fork_repository gmail_create_draft draft_email createUser usersCreate add_label open_nodes
    issue_write API-post-page uploadFile insertRow generate_report`,
  modify: `update_issue edit_file move_file push_files create_or_update_file merge_pull_request mark_all_as_read
    dismiss_notification execute_sql browser_click git_commit apply_migration cancel_order transferFunds deploy
    updateSettings batch_modify_emails run_query archiveChannel sequentialthinking directory_tree frobnicate showcase
    listener readjust_scale check_out check-in-file checkAndFix list_and_frobnicate startserver update_comment API-patch-page`,
  publish: 'publish_package release_version create_release shareDocument publishPost',
  send: `send_email slack_post_message slack_reply_to_thread add_issue_comment createComment reply_to_review
    send_draft post_tweet write_sms notify_user find_and_post sendMessage sendmessage message_send invite_user
    submit_pull_request_review createNotification API-create-a-comment`,
  delete: `delete_file remove_member bulkDelete findAndDelete deleteusers batchdeleteitems delete_message
    get_and_delete_item revoke_token terminate-instances trash_email git_reset clear_cache truncateTable deletes_user
    deletingUsers list_and_delete dropDatabase purgeQueue delete_all_rows uninstall_app remove_comment`,
};

for (const [kind, list] of Object.entries(names)) {
  for (const name of list.split(/\s+/u)) {
    test(`${name} is a ${kind}`, () =>
      assert.equal(readName(name).kind, kind, JSON.stringify(readName(name))));
  }
}

for (const name of [
  '',
  '__proto__',
  'läsche',
  'get user',
  'get_\u202Euser',
  `get_${'x'.repeat(200)}`,
  '-rf',
  'a;b',
]) {
  test(`${JSON.stringify(name)} is malformed, and no read`, () => {
    const { malformed, kind, reversibility } = readName(name);
    assert.deepEqual(
      { malformed, kind, reversibility },
      { malformed: true, kind: 'modify', reversibility: 'unknown' },
    );
  });
}

test('a name without a known verb is a change of unknown kind', () => {
  for (const name of [
    'frobnicate',
    'x',
    'constructor',
    'toString',
    'sequentialthinking',
    'lookout',
    'readout',
    'getaway',
  ]) {
    const { kind, reversibility } = readName(name);
    assert.deepEqual({ kind, reversibility }, { kind: 'modify', reversibility: 'unknown' }, name);
  }
});

const changing = [...verbs].filter(([, verb]) => verb.kind !== 'read' && !verb.noun).map(([word]) => word);
const reading = ['get', 'list', 'search', 'read', 'fetch', 'describe'];
const spellings: readonly ((words: readonly string[]) => string)[] = [
  (words) => words.join('_'),
  (words) => words.join('-'),
  (words) =>
    words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join(''),
  (words) => words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(''),
  (words) => words.join('.'),
];

test('a changing verb anywhere in a name, in any spelling, makes it no read', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...changing),
      fc.array(fc.constantFrom(...reading, 'user', 'items', 'all', 'x', 'deleted', 'record'), {
        maxLength: 3,
      }),
      fc.array(fc.constantFrom('user', 'items', 'by', 'id', 'get'), { maxLength: 3 }),
      fc.constantFrom(...spellings),
      (verb, before, after, spelled) => {
        const name = spelled([...before, verb, ...after]);
        assert.notEqual(readName(name).kind, 'read', name);
      },
    ),
  );
});

test('a glued name with a longer changing verb is no read', () => {
  for (const verb of changing.filter((word) => word.length >= 5)) {
    for (const name of [`${verb}users`, `bulk${verb}`, `getand${verb}items`]) {
      assert.notEqual(readName(name).kind, 'read', name);
    }
  }
});
