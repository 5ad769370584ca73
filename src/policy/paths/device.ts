// Paths that are no files: sinks and streams that hold nothing, raw disks, and the network paths that bash invents.

/**
 * `sink`: nothing is kept and nothing private is read; `raw`: a disk or the memory; `network`: bash's /dev/tcp;
 * `alias`: another name of a file, which the folder of a process gives it.
 */
export type Device = 'sink' | 'raw' | 'network' | 'alias';

const devices: readonly (readonly [Device, RegExp])[] = [
  ['sink', /^\/dev\/(?:null|zero|full|u?random|tty|stdin|stdout|stderr|fd\/[012])$/u],
  ['sink', /^\/proc\/self\/fd\/[012]$/u],
  // Linux Documentation/admin-guide/devices.txt; macOS diskN and rdiskN.
  ['raw', /^\/dev\/(?:sd|hd|vd|xvd|nvme|mmcblk|loop|md|dm-|mapper\/|disk|rdisk|mem$|kmem$|port$|nst|st\d|sr\d|ram|zd|nbd|by-)/u],
  ['raw', /^\/dev\/disk\//u],
  // proc(5): what a process has open, its root and its folder; input devices and terminals of others.
  ['alias', /^\/proc\/[^/]+\/(?:task\/[^/]+\/)?(?:fd|root|cwd|exe|map_files)(?:\/|$)|^\/dev\/(?:fd\/|input\/|hidraw|uinput|tty\w|pts\/|video|snd\/|vcs)/u],
  // bash(1), REDIRECTION.
  ['network', /^\/dev\/(?:tcp|udp)\//u],
]; // prettier-ignore

export function deviceOf(path: string): Device | undefined {
  return path.startsWith('/dev/') || path.startsWith('/proc/')
    ? devices.find(([, expression]) => expression.test(path))?.[0]
    : undefined;
}
