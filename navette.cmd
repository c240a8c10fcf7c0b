@echo off
rem Copyright 2026 The Navette Authors
rem SPDX-License-Identifier: Apache-2.0
rem
rem Runs the navette command from this checkout, building it on first use. JAVA_HOME or NAVETTE_JDK_HOME
rem names a JDK 25 or newer. After a change of the sources, delete navette-cli\target.
setlocal
set "ROOT=%~dp0"
set "OUT=%ROOT%navette-cli\target\nolint"
if defined NAVETTE_JDK_HOME set "JAVA_HOME=%NAVETTE_JDK_HOME%"
if not defined JAVA_HOME (
  echo error: set NAVETTE_JDK_HOME or JAVA_HOME to a JDK 25 or newer. 1>&2
  exit /b 1
)
if not exist "%JAVA_HOME%\bin\java.exe" (
  echo error: there is no JDK at "%JAVA_HOME%": set NAVETTE_JDK_HOME to a JDK 25 or newer. 1>&2
  exit /b 1
)
if not exist "%OUT%\lib" (
  echo navette: first use; building, about a minute... 1>&2
  pushd "%ROOT%"
  call mvn -B -ntp -q -Dnolint -Dmaven.test.skip -Djacoco.skip -pl navette-cli -am package 1>&2
  if errorlevel 1 (
    popd
    echo error: Navette could not be built; Maven's messages are above. 1>&2
    exit /b 1
  )
  popd
)
"%JAVA_HOME%\bin\java" --add-modules jdk.incubator.vector -XX:MaxRAMPercentage=70 %NAVETTE_JAVA_OPTS% -cp "%OUT%\classes;%OUT%\lib\*" dev.navette.cli.Main %*
