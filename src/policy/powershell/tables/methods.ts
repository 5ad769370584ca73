// Methods of .NET that do more than compute, written as PowerShell calls them: `[Type]::Name` for static ones, `.Name`
// for those of an object whose type is not known. Source: .NET API reference; without `System.` before the type.
import type { CmdletRow } from '../cmdlet.ts';

const dotnet = '.NET API reference';

export const methods: readonly CmdletRow[] = [
  { names: '[IO.File]::ReadAllText [IO.File]::ReadAllLines [IO.File]::ReadAllBytes [IO.File]::ReadLines [IO.File]::OpenRead [IO.File]::OpenText', source: dotnet, positions: 'Path Encoding', options: '-Path:item-read -Encoding:text' },
  { names: '[IO.File]::Exists [IO.Directory]::Exists [IO.Directory]::GetFiles [IO.Directory]::GetDirectories [IO.Directory]::EnumerateFiles [IO.File]::GetLastWriteTime', source: dotnet, positions: 'Path Pattern Option', options: '-Path:item-list -Pattern:text -Option:text' },
  { names: '[IO.File]::WriteAllText [IO.File]::WriteAllLines [IO.File]::WriteAllBytes [IO.File]::AppendAllText [IO.File]::AppendAllLines [IO.File]::Create [IO.File]::CreateText [IO.File]::OpenWrite [IO.File]::AppendText [IO.Directory]::CreateDirectory', source: dotnet, positions: 'Path Content Encoding', options: '-Path:item-write -Content:text -Encoding:text' },
  { names: '[IO.File]::Open', source: dotnet, positions: 'Path Mode Access Share', options: '-Path:item-write -Mode:text -Access:text -Share:text' },
  { names: '[IO.File]::Delete', source: dotnet, positions: 'Path', options: '-Path:item-delete' },
  { names: '[IO.Directory]::Delete', source: dotnet, positions: 'Path Recurse', options: '-Path:item-delete -Recurse:text' },
  { names: '[IO.File]::Copy', source: dotnet, positions: 'Path Destination Overwrite', options: '-Path:item-read -Destination:item-write -Overwrite:text' },
  { names: '[IO.File]::Move [IO.Directory]::Move [IO.File]::Replace', source: dotnet, positions: 'Path Destination Backup', options: '-Path:item-move -Destination:item-write -Backup:text' },
  { names: '[IO.Compression.ZipFile]::ExtractToDirectory', source: dotnet, positions: 'Path Destination', options: '-Path:item-read -Destination:item-write' },
  { names: '[Environment]::GetEnvironmentVariable', source: dotnet, positions: 'Name Target', options: '-Name:text -Target:text', effects: 'read.secret=environment_variables' },
  { names: '[Environment]::GetEnvironmentVariables', source: dotnet, positions: 'Target', options: '-Target:text', effects: 'read.secret=environment_variables' },
  { names: '[Environment]::SetEnvironmentVariable', source: dotnet, positions: 'Name Value Target', options: '-Name:text -Value:text -Target:text', effects: 'env.inject=the_environment_of_the_account' },
  { names: '[Environment]::Exit', source: dotnet, positions: 'Code', options: '-Code:text' },
  { names: '[Diagnostics.Process]::Start', source: dotnet, positions: 'FilePath ArgumentList', options: '-FilePath:word -ArgumentList:text', effects: 'proc' },
  { names: '[Diagnostics.Process]::GetProcesses [Diagnostics.Process]::GetProcessesByName [Diagnostics.Process]::GetProcessById [Diagnostics.Process]::GetCurrentProcess', source: dotnet, positions: 'Name', options: '-Name:text' },
  { names: '[Convert]::FromBase64String', source: dotnet, positions: 'Text', options: '-Text:text' },
  { names: '.GetString .GetBytes', source: dotnet, positions: 'Bytes Start Count', options: '-Bytes:text -Start:text -Count:text' },
  { names: '[ScriptBlock]::Create', source: dotnet, positions: 'Command', options: '-Command:code' },
  { names: '.InvokeScript .AddScript', source: dotnet, positions: 'Command More …', options: '-Command:code -More:text' },
  { names: '.ExpandString', source: dotnet, positions: 'Command', options: '-Command:code' },
  { names: '[Reflection.Assembly]::Load [Reflection.Assembly]::LoadFile [Reflection.Assembly]::LoadFrom [Reflection.Assembly]::UnsafeLoadFrom', source: dotnet, positions: 'Path', options: '-Path:code', effects: 'opaque' },
  { names: '[Reflection.Assembly]::LoadWithPartialName', source: dotnet, positions: 'Name', options: '-Name:text' },
  { names: '.DownloadString .DownloadData .OpenRead .GetStringAsync .GetByteArrayAsync .GetStreamAsync .GetAsync', source: dotnet, positions: 'Uri', options: '-Uri:url' },
  { names: '.DownloadFile .DownloadFileAsync .DownloadFileTaskAsync', source: dotnet, positions: 'Uri Path', options: '-Uri:url -Path:item-write' },
  { names: '.UploadString .UploadData .UploadValues .PostAsync .PutAsync', source: dotnet, positions: 'Uri Body More', options: '-Uri:url -Body:send -More:text' },
  { names: '.UploadFile', source: dotnet, positions: 'Uri Path More', options: '-Uri:url -Path:item-read -More:text', effects: 'net.send=files' },
  { names: '[Net.WebRequest]::Create [Net.HttpWebRequest]::Create', source: dotnet, positions: 'Uri', options: '-Uri:url' },
  { names: '[Net.Dns]::GetHostAddresses [Net.Dns]::GetHostEntry [Net.Dns]::Resolve', source: dotnet, positions: 'Name', options: '-Name:host' },
  { names: '.Kill .CloseMainWindow', source: dotnet, positions: 'Tree', options: '-Tree:text', effects: 'proc' },
  { names: '.Delete', source: dotnet, positions: 'Recurse', options: '-Recurse:text', effects: 'delete.workspace opaque' },
]; // prettier-ignore
