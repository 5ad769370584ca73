// Cmdlets that list, read, write, move and delete items of a drive. Source of each row: the module's pages on
// Microsoft Learn; parameters that are not named here are not known, and leave a command in doubt.
import type { CmdletRow } from '../cmdlet.ts';

const management = 'Microsoft.PowerShell.Management';
const utility = 'Microsoft.PowerShell.Utility';
const lp = 'LP=LiteralPath PSPath=LiteralPath';
const filters = '-Filter:text -Include:text -Exclude:text -Force';
/** The same where the content of what they choose is read. */
const chosen = '-Filter:glob -Include:glob -Exclude:text -Force';
/** Where the paths of a cmdlet go by one kind. */
const paths = (kind: string): string => `-Path:item-${kind} -LiteralPath:item-${kind}`;

export const items: readonly CmdletRow[] = [
  { names: 'Get-ChildItem', source: management, effects: 'here:list', positions: 'Path Filter', aliases: `${lp} s=Recurse r=Recurse ad=Directory d=Directory af=File ah=Hidden h=Hidden ar=ReadOnly as=System`, options: `${paths('list')} ${filters} -Recurse -Depth:text -Name -Attributes:text -Directory -File -Hidden -ReadOnly -System -FollowSymlink`, piped: 'Path' },
  { names: 'Get-Item', source: management, positions: 'Path', aliases: lp, options: `${paths('list')} ${filters} -Stream:text`, piped: 'Path' },
  { names: 'Get-ItemProperty', source: management, positions: 'Path Name', aliases: lp, options: `${paths('list')} ${filters} -Name:text`, piped: 'Path' },
  { names: 'Get-ItemPropertyValue', source: management, positions: 'Path Name', aliases: lp, options: `${paths('read')} ${chosen} -Name:text`, piped: 'Path' },
  { names: 'Test-Path', source: management, positions: 'Path', aliases: lp, options: `${paths('list')} ${filters} -PathType:text -IsValid -NewerThan:text -OlderThan:text`, piped: 'Path' },
  { names: 'Resolve-Path Convert-Path', source: management, positions: 'Path', aliases: lp, options: `${paths('list')} -Relative -RelativeBasePath:item-list -Force`, piped: 'Path' },
  { names: 'Split-Path', source: management, positions: 'Path', aliases: lp, options: '-Path:text -LiteralPath:text -Parent -Leaf -LeafBase -Extension -Qualifier -NoQualifier -IsAbsolute' },
  { names: 'Join-Path', source: management, positions: 'Path ChildPath AdditionalChildPath …', options: '-Path:text -ChildPath:text -AdditionalChildPath:text' },
  { names: 'Get-Acl Get-AuthenticodeSignature', source: 'Microsoft.PowerShell.Security', positions: 'Path', aliases: lp, options: `${paths('list')} -FilePath:item-list ${filters} -Audit`, piped: 'Path' },
  { names: 'Get-FileHash', source: utility, positions: 'Path', aliases: lp, options: `${paths('read')} -Algorithm:text`, piped: 'Path' },
  { names: 'Get-Content', source: management, positions: 'Path', aliases: `${lp} First=TotalCount Head=TotalCount Last=Tail`, options: `${paths('read')} ${chosen} -TotalCount:text -Tail:text -ReadCount:text -Raw -Wait -Encoding:text -Delimiter:text -AsByteStream -Stream:text`, piped: 'Path' },
  { names: 'Select-String', source: utility, positions: 'Pattern Path', aliases: lp, options: `${paths('read')} -Pattern:text -SimpleMatch -CaseSensitive -Quiet -List -NoEmphasis -Include:glob -Exclude:text -NotMatch -AllMatches -Encoding:text -Context:text -Culture:text -Raw -InputObject:text`, piped: 'Path' },
  { names: 'Import-Csv Import-Clixml Import-PowerShellDataFile', source: utility, positions: 'Path Delimiter', aliases: lp, options: `${paths('read')} -Delimiter:text -Header:text -Encoding:text -UseCulture -First:text -Skip:text -IncludeTotalCount -SkipLimitCheck`, piped: 'Path' },
  { names: 'Select-Xml', source: utility, positions: 'XPath Path', aliases: lp, options: `${paths('read')} -XPath:text -Xml:text -Content:text -Namespace:text`, piped: 'Path' },
  { names: 'Format-Hex', source: utility, positions: 'Path', aliases: lp, options: `${paths('read')} -InputObject:text -Encoding:text -Count:text -Offset:text`, piped: 'Path' },
  { names: 'Test-Json', source: utility, positions: 'Json Schema', options: '-Json:text -Schema:text -Path:item-read -LiteralPath:item-read -SchemaFile:item-read -Options:text' },
  { names: 'Test-ModuleManifest', source: 'Microsoft.PowerShell.Core', positions: 'Path', options: '-Path:item-read', effects: 'opaque' },

  { names: 'Set-Content Add-Content', source: management, positions: 'Path Value', aliases: lp, changes: true, options: `${paths('write')} ${filters} -Value:text -PassThru -NoNewline -Encoding:text -AsByteStream -Stream:text`, effects: 'here:list' },
  { names: 'Clear-Content', source: management, positions: 'Path', aliases: lp, changes: true, options: `${paths('write')} ${filters} -Stream:text`, effects: 'irreversible=truncated', piped: 'Path' },
  { names: 'Out-File', source: utility, positions: 'FilePath Encoding', aliases: 'Path=FilePath LP=LiteralPath PSPath=LiteralPath', changes: true, options: '-FilePath:item-write -LiteralPath:item-write -Encoding:text -Append -Force -NoClobber -Width:text -NoNewline -InputObject:text' },
  { names: 'Tee-Object', source: utility, positions: 'FilePath', aliases: 'Path=FilePath LP=LiteralPath PSPath=LiteralPath', options: '-FilePath:item-write -LiteralPath:item-write -Append -Encoding:text -InputObject:text' },
  { names: 'Export-Csv Export-Clixml', source: utility, positions: 'Path Delimiter', aliases: lp, changes: true, options: `${paths('write')} -Delimiter:text -Encoding:text -Append -Force -NoClobber -NoTypeInformation -IncludeTypeInformation -UseCulture -UseQuotes:text -QuoteFields:text -NoHeader -Depth:text -InputObject:text` },
  { names: 'New-Item', source: management, positions: 'Path', aliases: 'Type=ItemType Target=Value', changes: true, options: '-Path:item-write -Name:item-write -ItemType:text -Value:text -Force' },
  { names: 'New-Directory', source: 'functions mkdir and md of PowerShell', positions: 'Path …', changes: true, options: '-Path:item-write -Name:text -Force' },
  { names: 'Set-Item', source: management, positions: 'Path Value', aliases: lp, changes: true, options: `${paths('write')} ${filters} -Value:text -PassThru` },
  { names: 'Clear-Item', source: management, positions: 'Path', aliases: lp, changes: true, options: `${paths('write')} ${filters}`, piped: 'Path' },
  { names: 'Copy-Item', source: management, positions: 'Path Destination', aliases: lp, changes: true, options: `${paths('read')} -Destination:item-write ${chosen} -Recurse -Container -PassThru`, piped: 'Path', effects: 'here:write' },
  { names: 'Move-Item', source: management, positions: 'Path Destination', aliases: lp, changes: true, options: `${paths('move')} -Destination:item-write ${filters} -PassThru`, piped: 'Path', effects: 'here:write' },
  { names: 'Rename-Item', source: management, positions: 'Path NewName', aliases: lp, changes: true, options: `${paths('move')} -NewName:item-write -Force -PassThru`, piped: 'Path' },
  { names: 'Remove-Item', source: management, positions: 'Path', aliases: lp, changes: true, options: `${paths('delete')} ${filters} -Recurse -Stream:text`, piped: 'Path' },
  { names: 'Set-ItemProperty', source: management, positions: 'Path Name Value', aliases: `${lp} Type=PropertyType`, changes: true, options: `${paths('write')} ${filters} -Name:text -Value:text -PassThru -InputObject:text -PropertyType:text`, piped: 'Path' },
  { names: 'New-ItemProperty', source: management, positions: 'Path Name', aliases: `${lp} Type=PropertyType`, changes: true, options: `${paths('write')} ${filters} -Name:text -Value:text -PropertyType:text` },
  { names: 'Remove-ItemProperty Clear-ItemProperty', source: management, positions: 'Path Name', aliases: lp, changes: true, options: `${paths('delete')} ${filters} -Name:text -PassThru`, piped: 'Path' },
  { names: 'Rename-ItemProperty', source: management, positions: 'Path Name NewName', aliases: lp, changes: true, options: `${paths('write')} ${filters} -Name:text -NewName:text -PassThru` },
  { names: 'Copy-ItemProperty Move-ItemProperty', source: management, positions: 'Path Destination Name', aliases: lp, changes: true, options: `${paths('write')} -Destination:item-write ${filters} -Name:text -PassThru` },
  { names: 'Set-Acl', source: 'Microsoft.PowerShell.Security', positions: 'Path AclObject', aliases: lp, changes: true, options: `${paths('write')} ${filters} -AclObject:text -PassThru`, effects: 'perm' },
  { names: 'Unblock-File', source: utility, positions: 'Path', aliases: lp, changes: true, options: paths('write'), effects: 'security-off=the_mark_of_downloaded_files', piped: 'Path' },
  { names: 'Compress-Archive', source: 'Microsoft.PowerShell.Archive', positions: 'Path DestinationPath', aliases: lp, changes: true, options: `${paths('read')} -DestinationPath:item-write -CompressionLevel:text -Update -Force -PassThru`, piped: 'Path' },
  { names: 'Expand-Archive', source: 'Microsoft.PowerShell.Archive', positions: 'Path DestinationPath', aliases: lp, changes: true, options: `${paths('read')} -DestinationPath:item-write -Force -PassThru`, effects: 'here:write' },
  { names: 'New-TemporaryFile', source: utility, changes: true, options: '', effects: 'write.outside=a_temporary_file' },
  { names: 'New-PSDrive', source: management, positions: 'Name PSProvider Root', changes: true, options: '-Name:text -PSProvider:text -Root:item-list -Scope:text -Description:text -Persist', effects: 'opaque' },
  { names: 'Get-PSDrive Get-PSProvider', source: management, positions: 'Name', options: '-Name:text -LiteralName:text -PSProvider:text -Scope:text' },
  { names: 'Remove-PSDrive', source: management, positions: 'Name', changes: true, options: '-Name:text -PSProvider:text -Scope:text -Force', effects: 'opaque' },
  { names: 'Get-Location', source: management, options: '-Stack -StackName:text -PSDrive:text -PSProvider:text' },
  { names: 'Set-Location Push-Location', source: management, positions: 'Path', aliases: lp, options: '-Path:text -LiteralPath:text -PassThru -StackName:text' },
  { names: 'Pop-Location', source: management, options: '-PassThru -StackName:text' },
  { names: 'Invoke-Item', source: management, positions: 'Path', aliases: lp, changes: true, options: '-Path:script -LiteralPath:script -Filter:text', piped: 'Path', effects: 'exec.project=by_its_own_program' },
]; // prettier-ignore
