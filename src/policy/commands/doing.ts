// Words that are no groups of commands: what stands behind them is what they act on, whatever it is called.

/**
 * Is this word a command that does something, by its first part (`simulate-maintenance-event`)? What
 * `gcloud compute instances suspend list` suspends is called list; it lists nothing. Hardly a group of the Google Cloud,
 * Azure and DigitalOcean references is called so; what lists the few that are (`gcloud transfer`, `deploy`) is asked about.
 */
export function isDoing(word: string): boolean {
  return doing.has(word.split('-', 1)[0] ?? word);
}

const doing: ReadonlySet<string> = new Set(
  `abandon abort accept acknowledge activate adjust allocate allow append apply approve archive assign associate
   authenticate authorize bind block browse call cancel checkout clean clear clone close commit compile compress convert
   deactivate decommission decrypt delist deny deprecate deprovision deregister destroy detach disable disassociate discard
   disconnect dissociate downgrade download drain drop edit eject empty enable encrypt enforce enroll erase execute expand
   expire extend extract fix flush force format generalize grant halt increase initialise initialize initiate insert
   instantiate invalidate invite invoke join kill launch make mark migrate modify nuke open overwrite pause permit pin post
   poweroff poweron predict promote provision prune publish pull purge push put quit reboot rebuild recreate refresh regenerate
   register reimage reinstall reject reload remove rename renew replace replay rerun reschedule reset resize restart resume
   retry revoke rollback rotate save scaffold scale seek shutdown sign simulate stop store subscribe suspend swap switch
   terminate toggle transfer truncate unassign unbind unblock undelete undeploy uninstall unlink unlock unmount unpin
   unregister unset unsubscribe untag upload use wipe withdraw write`.split(/\s+/u),
);
