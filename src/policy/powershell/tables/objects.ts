// Cmdlets that compute, choose, show and convert, and those that run code or change what names mean. Blocks among
// their arguments are read as code wherever they stand. Source: Microsoft Learn, by module.
import type { CmdletRow } from '../cmdlet.ts';

const utility = 'Microsoft.PowerShell.Utility';
const core = 'Microsoft.PowerShell.Core';
const compare = 'EQ NE GT GE LT LE Like NotLike Match NotMatch Contains NotContains In NotIn Is IsNot Not'
  .split(' ')
  .flatMap((name) => [`-${name}`, `-C${name}`])
  .join(' ');
const shape =
  '-Property:text -GroupBy:text -View:text -ShowError -DisplayError -Force -Expand:text -InputObject:text';

export const objects: readonly CmdletRow[] = [
  { names: 'Write-Output', source: utility, positions: 'InputObject …', options: '-InputObject:text -NoEnumerate' },
  { names: 'Write-Host', source: utility, positions: 'Object …', aliases: 'Msg=Object Message=Object', options: '-Object:text -NoNewline -Separator:text -ForegroundColor:text -BackgroundColor:text' },
  { names: 'Write-Verbose Write-Warning Write-Debug Write-Information', source: utility, positions: 'Message Tags', aliases: 'Msg=Message MessageData=Message', options: '-Message:text -Tags:text' },
  { names: 'Write-Error', source: utility, positions: 'Message', options: '-Message:text -Exception:text -Category:text -ErrorId:text -TargetObject:text' },
  { names: 'Write-Progress', source: utility, positions: 'Activity Status Id', options: '-Activity:text -Status:text -Id:text -PercentComplete:text -Completed -CurrentOperation:text -ParentId:text -SecondsRemaining:text -SourceId:text' },
  { names: 'Out-String Out-Default Out-Host Out-Null', source: utility, options: '-InputObject:text -Stream -Width:text -NoNewline -Paging' },
  { names: 'Format-Table Format-List Format-Wide Format-Custom', source: utility, positions: 'Property', options: `${shape} -AutoSize -Wrap -HideTableHeaders -RepeatHeader -Column:text -Depth:text` },
  { names: 'Where-Object', source: core, positions: 'Property Value', options: `-FilterScript:text -Property:text -Value:text -InputObject:text ${compare}` },
  { names: 'ForEach-Object', source: core, positions: 'Process RemainingScripts …', options: '-Process:text -Begin:text -End:text -RemainingScripts:text -MemberName:text -ArgumentList:text -InputObject:text -Parallel:text -ThrottleLimit:text -TimeoutSeconds:text -AsJob -UseNewRunspace' },
  { names: 'Select-Object', source: utility, positions: 'Property', options: '-Property:text -ExcludeProperty:text -ExpandProperty:text -First:text -Last:text -Skip:text -SkipLast:text -SkipIndex:text -Index:text -Unique -CaseInsensitive -Wait -InputObject:text' },
  { names: 'Sort-Object', source: utility, positions: 'Property', options: '-Property:text -Descending -Unique -CaseSensitive -Culture:text -Stable -Top:text -Bottom:text -InputObject:text' },
  { names: 'Group-Object', source: utility, positions: 'Property', options: '-Property:text -NoElement -AsHashTable -AsString -CaseSensitive -Culture:text -InputObject:text' },
  { names: 'Measure-Object', source: utility, positions: 'Property', options: '-Property:text -Sum -Average -Maximum -Minimum -StandardDeviation -AllStats -Line -Word -Character -IgnoreWhiteSpace -InputObject:text' },
  { names: 'Compare-Object', source: utility, positions: 'ReferenceObject DifferenceObject', options: '-ReferenceObject:text -DifferenceObject:text -Property:text -IncludeEqual -ExcludeDifferent -PassThru -SyncWindow:text -CaseSensitive -Culture:text' },
  { names: 'Get-Unique', source: utility, options: '-InputObject:text -AsString -OnType -CaseInsensitive' },
  { names: 'Get-Member', source: utility, positions: 'Name', options: '-Name:text -MemberType:text -Static -View:text -Force -InputObject:text' },
  { names: 'Get-Random Get-SecureRandom', source: utility, positions: 'Maximum', options: '-Maximum:text -Minimum:text -InputObject:text -Count:text -SetSeed:text -Shuffle' },
  { names: 'Get-Date', source: utility, positions: 'Date', options: '-Date:text -UnixTimeSeconds:text -Year:text -Month:text -Day:text -Hour:text -Minute:text -Second:text -Millisecond:text -DisplayHint:text -Format:text -UFormat:text -AsUTC' },
  { names: 'New-TimeSpan', source: utility, positions: 'Start End', options: '-Start:text -End:text -Days:text -Hours:text -Minutes:text -Seconds:text -Milliseconds:text' },
  { names: 'Get-Culture Get-UICulture Get-Host Get-Uptime Get-TimeZone New-Guid Get-PSCallStack Get-TypeData Get-FormatData', source: utility, positions: 'Name', options: '-Name:text -Since -Empty -ListAvailable -NoUserOverrides -TypeName:text -Id:text -InputObject:text' },
  { names: 'Get-Verb Get-Command', source: core, positions: 'Name', options: '-Name:text -Verb:text -Noun:text -Group:text -Module:text -CommandType:text -TotalCount:text -Syntax -All -ListImported -ParameterName:text -ParameterType:text -ShowCommandInfo -UseFuzzyMatching -ArgumentList:text' },
  { names: 'Get-Alias Get-Variable', source: utility, positions: 'Name', options: '-Name:text -Definition:text -Scope:text -Exclude:text -Include:text -ValueOnly' },
  { names: 'Get-Help', source: core, positions: 'Name', options: '-Name:text -Path:item-read -Category:text -Full -Detailed -Examples -Parameter:text -Component:text -Functionality:text -Role:text', does: { '-Online -ShowWindow': 'net.fetch' } },
  { names: 'Get-Module', source: core, positions: 'Name', options: '-Name:text -ListAvailable -All -Refresh -PSEdition:text -SkipEditionCheck -FullyQualifiedName:text' },
  { names: 'Get-InstalledModule Get-PSResource Get-PackageProvider Get-Package', source: 'PowerShellGet', positions: 'Name', options: '-Name:text -AllVersions -Scope:text -ProviderName:text -Version:text' },
  { names: 'ConvertTo-Json', source: utility, positions: 'InputObject', options: '-InputObject:text -Depth:text -Compress -EnumsAsStrings -AsArray -EscapeHandling:text' },
  { names: 'ConvertFrom-Json', source: utility, positions: 'InputObject', options: '-InputObject:text -AsHashtable -Depth:text -NoEnumerate -DateKind:text' },
  { names: 'ConvertTo-Csv ConvertFrom-Csv', source: utility, positions: 'InputObject Delimiter', options: '-InputObject:text -Delimiter:text -Header:text -NoTypeInformation -IncludeTypeInformation -UseCulture -UseQuotes:text -QuoteFields:text -NoHeader' },
  { names: 'ConvertTo-Xml ConvertTo-Html ConvertFrom-StringData ConvertFrom-String ConvertFrom-Markdown ConvertTo-CliXml ConvertFrom-CliXml', source: utility, positions: 'InputObject Property', options: '-InputObject:text -Property:text -Depth:text -As:text -Fragment -Title:text -Head:text -Body:text -StringData:text -Delimiter:text -NoTypeInformation -Path:item-read' },
  { names: 'Join-String', source: utility, positions: 'Property Separator', options: '-Property:text -Separator:text -OutputPrefix:text -OutputSuffix:text -SingleQuote -DoubleQuote -FormatString:text -InputObject:text' },
  { names: 'Measure-Command', source: utility, positions: 'Expression', options: '-Expression:text -InputObject:text' },
  { names: 'Start-Sleep', source: utility, positions: 'Seconds', options: '-Seconds:text -Milliseconds:text -Duration:text', aliases: 'ms=Milliseconds' },
  { names: 'Read-Host', source: utility, positions: 'Prompt', options: '-Prompt:text -MaskInput' },
  { names: 'Clear-Host', source: core },
  { names: 'Set-StrictMode', source: core, options: '-Version:text -Off' },
  { names: 'Set-PSDebug', source: core, options: '-Trace:text -Off -Strict -Step' },
  { names: 'Set-Variable New-Variable', source: utility, positions: 'Name Value', options: '-Name:text -Value:text -Scope:text -Force -Option:text -Description:text -Visibility:text -PassThru' },
  { names: 'Remove-Variable Clear-Variable', source: utility, positions: 'Name', options: '-Name:text -Scope:text -Force' },
  { names: 'Set-Alias New-Alias', source: utility, positions: 'Name Value', options: '-Name:text -Value:text -Description:text -Option:text -PassThru -Scope:text -Force', effects: 'opaque' },
  { names: 'Import-Alias Update-TypeData Update-FormatData Set-PSBreakpoint Register-ObjectEvent Register-EngineEvent Register-ArgumentCompleter', source: utility, options: '-Action:text -SourceIdentifier:text -InputObject:text -EventName:text', positions: 'InputObject EventName', effects: 'opaque' },
  { names: 'Get-Job Receive-Job Wait-Job Remove-Job Stop-Job', source: core, positions: 'Id', options: '-Id:text -Name:text -Job:text -Keep -AutoRemoveJob -Wait -Timeout:text -Any -Force -State:text -Newest:text' },
  { names: 'Start-Job Start-ThreadJob', source: core, positions: 'ScriptBlock', options: '-ScriptBlock:text -Name:text -ArgumentList:text -InputObject:text -ThrottleLimit:text -WorkingDirectory:item-list -FilePath:script -InitializationScript:text -Credential:text -RunAs32 -PSVersion:text', does: { '-Credential -RunAs32': 'opaque' } },
  { names: 'Get-Error', source: utility, positions: 'InputObject', options: '-InputObject:text -Newest:text' },
  { names: 'New-Object', source: utility, positions: 'TypeName ArgumentList …', options: '-TypeName:text -ArgumentList:text -Property:text -Strict -ComObject:text', does: { '-ComObject': 'opaque' } },

  { names: 'Invoke-Expression', source: utility, positions: 'Command', options: '-Command:code', stdin: 'code' },
  { names: 'Add-Type', source: utility, positions: 'TypeDefinition', options: '-TypeDefinition:code -MemberDefinition:code -AssemblyName:text -Path:script -LiteralPath:script -Name:text -Namespace:text -UsingNamespace:text -ReferencedAssemblies:text -Language:text -PassThru -IgnoreWarnings -OutputAssembly:item-write -OutputType:text -CompilerOptions:text', effects: 'exec.inline' },
  { names: 'Import-Module', source: core, positions: 'Name', options: '-Name:module -FullyQualifiedName:module -Assembly:text -Force -Global -PassThru -DisableNameChecking -MinimumVersion:text -RequiredVersion:text -Prefix:text -Scope:text -SkipEditionCheck -UseWindowsPowerShell -NoClobber -Function:text -Cmdlet:text -Alias:text -Variable:text', effects: 'exec.project=a_module' },
  { names: 'Remove-Module', source: core, positions: 'Name', options: '-Name:text -Force', effects: 'opaque' },
  { names: 'New-Module', source: core, positions: 'ScriptBlock', options: '-ScriptBlock:text -Name:text -AsCustomObject -ReturnResult', effects: 'opaque' },
  { names: 'Invoke-History', source: core, positions: 'Id', options: '-Id:text', effects: 'exec.inline opaque' },
  { names: 'Get-History', source: core, positions: 'Id Count', options: '-Id:text -Count:text', effects: 'read.secret=the_shell_history' },
  { names: 'Clear-History', source: core, positions: 'Id Count', options: '-Id:text -Count:text -CommandLine:text -Newest', effects: 'anti-forensic' },
  { names: 'Invoke-ScriptAnalyzer', source: 'PSScriptAnalyzer', positions: 'Path', options: '-Path:item-read -ScriptDefinition:text -Severity:text -Recurse -IncludeRule:text -ExcludeRule:text -IncludeSuppressed -CustomRulePath:text -Settings:text', does: { '-Fix': 'write.workspace', '-CustomRulePath -Settings': 'opaque' } },
  { names: 'Invoke-Pester', source: 'Pester', positions: 'Path', options: '-Path:text -Output:text -Configuration:text -Tag:text -ExcludeTag:text -CI -PassThru -TestName:text -FullNameFilter:text -Script:text', effects: 'exec.project=tests' },
]; // prettier-ignore
