@echo off
setlocal EnableDelayedExpansion
rem The commands of build.sh on Windows, with the published packages; docs\building.md says more.
set DOTNET_NOLOGO=1
set ROOT=%~dp0
set LOGS=%ROOT%artifacts\logs
set COMMAND=%1
set PROPERTIES=
set ARGUMENTS=

rem "-p:NAME=VALUE" has to be quoted: cmd splits arguments at "=".
:parse
shift
if "%~1"=="" goto run
set ARGUMENT=%~1
if "%ARGUMENT%"=="--cuda" (
  set PROPERTIES=%PROPERTIES% -p:DeepQDevice=cuda
) else if "%ARGUMENT:~0,3%"=="-p:" (
  set PROPERTIES=%PROPERTIES% "%ARGUMENT%"
) else (
  set ARGUMENTS=%ARGUMENTS% %1
)
goto parse

:run
for %%C in (demo test build setup clean) do if "%COMMAND%"=="%%C" goto %%C
echo usage: build.cmd demo^|test^|build^|setup^|clean [--cuda] ["-p:NAME=VALUE"] [ARGUMENTS]
if "%COMMAND%"=="" exit /b 0
if "%COMMAND%"=="--help" exit /b 0
exit /b 2

:demo
call :prepare || exit /b 1
dotnet run --project "%ROOT%samples\CartPole\CartPole.csproj" -c Release %PROPERTIES% -- %ARGUMENTS%
exit /b

:test
call :prepare || exit /b 1
dotnet build "%ROOT%DeepQ.MLNet.sln" -c Release -v quiet --nologo %PROPERTIES% || exit /b 1
if exist "%ROOT%artifacts\test-results" rmdir /s /q "%ROOT%artifacts\test-results"
set ASSEMBLIES=
for /d %%D in ("%ROOT%tests\*.Tests") do (
  set ASSEMBLIES=!ASSEMBLIES! "%ROOT%artifacts\nuget\bin\%%~nxD\release\%%~nxD.dll"
)
dotnet test %ASSEMBLIES% --nologo --logger trx --results-directory "%ROOT%artifacts\test-results" %ARGUMENTS%
set STATUS=%ERRORLEVEL%
powershell -NoProfile -Command ^
  "$t = $p = $e = 0;" ^
  "foreach ($f in Get-ChildItem '%ROOT%artifacts\test-results\*.trx') {" ^
  "  $c = ([xml](Get-Content $f)).TestRun.ResultSummary.Counters;" ^
  "  $t += $c.total; $e += $c.executed; $p += $c.passed };" ^
  "$m = $e - $p; if ($m -eq 0 -and %STATUS% -ne 0) { $m = 1 };" ^
  "$s = if ($t -gt $e) { \", $($t - $e) skipped\" };" ^
  "\"$p passed, $m failed$s\"; exit [int]($t -eq 0 -or $m -gt 0)"
exit /b

:build
call :prepare || exit /b 1
dotnet build "%ROOT%DeepQ.MLNet.sln" -c Release -v quiet --nologo %PROPERTIES%
exit /b

:setup
call :prepare
exit /b

:clean
if exist "%ROOT%artifacts" rmdir /s /q "%ROOT%artifacts"
exit /b

rem Fails with one line that says what is missing.
:prepare
dotnet --list-sdks 2>nul | findstr /b "10." >nul || (
  echo build.cmd: the .NET 10 SDK is needed: https://dot.net/download
  exit /b 1
)
if not exist "%LOGS%" mkdir "%LOGS%"
for %%N in (false true) do (
  dotnet restore "%ROOT%compat\probe\probe.csproj" %PROPERTIES% -p:DeepQDependencies=nuget -p:Natives=%%N ^
    >"%LOGS%\probe.log" 2>&1 || goto lacking
)
echo nuget: the feed has every package
exit /b 0

:lacking
findstr /r "NU1[13]0[0-9]" "%LOGS%\probe.log"
echo build.cmd: the packages above could not be had from the NuGet feed; the stand-ins of compat\ are for Linux on x64
exit /b 1
