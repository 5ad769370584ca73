// What short names stand for. Source: about_Aliases, and `Get-Alias` of Windows PowerShell 5.1 and PowerShell 7.5;
// PowerShell 6 and later have no alias on Linux and macOS that would hide a program there.

/** `windows`: only on Windows; `old`: only in Windows PowerShell 5.1, so that today's PowerShell runs a program. */
type Where = 'everywhere' | 'windows' | 'old';

const rows: Readonly<Record<Where, string>> = {
  everywhere: `Add-History: | Clear-Content: clc | Clear-Item: cli | Clear-ItemProperty: clp | Clear-Variable: clv | Clear-Host: cls
    Convert-Path: cvpa | Copy-Item: copy cpi | Disable-PSBreakpoint: dbp | Enable-PSBreakpoint: ebp | Enter-PSSession: etsn
    Exit-PSSession: exsn | Export-Alias: epal | Export-Csv: epcsv | ForEach-Object: % foreach | Format-Custom: fc | Format-Hex: fhx
    Format-List: fl | Format-Table: ft | Format-Wide: fw | Get-Alias: gal | Get-ChildItem: dir gci | Get-Clipboard: gcb
    Get-Command: gcm | Get-ComputerInfo: gin | Get-Content: gc type | Get-History: h history ghy | Get-Item: gi
    Get-ItemProperty: gp | Get-ItemPropertyValue: gpv | Get-Job: gjb | Get-Location: gl pwd | Get-Member: gm | Get-Module: gmo
    Get-PSBreakpoint: gbp | Get-PSCallStack: gcs | Get-PSDrive: gdr | Get-PSSession: gsn | Get-Process: gps | Get-TimeZone: gtz
    Get-Unique: gu | Get-Variable: gv | Group-Object: group | Import-Alias: ipal | Import-Csv: ipcsv | Import-Module: ipmo
    Invoke-Command: icm | Invoke-Expression: iex | Invoke-History: r ihy | Invoke-Item: ii | Invoke-RestMethod: irm
    Invoke-WebRequest: iwr | Measure-Object: measure | Move-Item: mi move | Move-ItemProperty: mp | New-Alias: nal | New-Item: ni
    New-Module: nmo | New-PSDrive: ndr | New-PSSession: nsn | New-Variable: nv | Out-Host: oh | Out-Printer: lp
    Pop-Location: popd | Push-Location: pushd | Receive-Job: rcjb | Remove-Alias: | Remove-Item: del erase rd ri
    Remove-ItemProperty: rp | Remove-Job: rjb | Remove-Module: rmo | Remove-PSDrive: rdr | Remove-PSSession: rsn
    Remove-Variable: rv | Rename-Item: ren rni | Rename-ItemProperty: rnp | Resolve-Path: rvpa | Select-Object: select
    Select-String: sls | Set-Alias: sal | Set-Clipboard: scb | Set-Item: si | Set-ItemProperty: sp | Set-Location: cd chdir sl
    Set-PSBreakpoint: sbp | Set-TimeZone: stz | Set-Variable: set sv | Start-Job: sajb | Start-Process: saps | Stop-Job: spjb
    Stop-Process: kill spps | Wait-Job: wjb | Where-Object: ? where | Write-Output: echo | New-Directory: md mkdir | Get-Help: help`,
  windows: `Add-Content: ac | Clear-Host: clear | Compare-Object: compare diff | Copy-Item: cp | Copy-ItemProperty: cpp
    Get-ChildItem: ls | Get-Content: cat | Get-Process: ps | Get-Service: gsv | Get-WmiObject: gwmi | Get-Help: man
    Invoke-WmiMethod: iwmi | Move-Item: mv | New-PSDrive: mount | Out-GridView: ogv | Remove-Item: rm rmdir
    Remove-WmiObject: rwmi | Set-WmiInstance: swmi | Sort-Object: sort | Start-Process: start | Start-Service: sasv
    Start-Sleep: sleep | Stop-Service: spsv | Tee-Object: tee | Write-Output: write`,
  old: 'Invoke-WebRequest: curl wget | Set-Content: sc | Invoke-Asynchronous: | Trace-Command: trcm | Add-PSSnapin: asnp',
};

export interface Alias {
  readonly cmdlet: string;
  readonly where: Where;
}

const table: ReadonlyMap<string, Alias> = new Map(
  (['old', 'windows', 'everywhere'] as const).flatMap((where) =>
    rows[where]
      .split(/[|\n]/u)
      .map((row) => row.trim().split(/:\s*/u))
      .flatMap(([cmdlet = '', names = '']) =>
        names
          .split(' ')
          .filter((name) => name !== '')
          .map((name): [string, Alias] => [name, { cmdlet, where }]),
      ),
  ),
);

/** What a name stands for, in any case; undefined when it is no alias. */
export function aliasOf(name: string): Alias | undefined {
  return table.get(name.toLowerCase());
}
