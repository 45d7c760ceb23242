@echo off
setlocal
chcp 65001 >nul
title Constata
if not exist "%~dp0run.py" goto alone

set "PYTHON="
call :try py -3
call :try python
call :try python3
for /d %%D in ("%LOCALAPPDATA%\Programs\Python\Python3*") do call :try "%%~D\python.exe"
if not defined PYTHON goto no_python

%PYTHON% "%~dp0run.py" %*
set "STATUS=%ERRORLEVEL%"
if "%STATUS%"=="0" exit /b 0
echo.
echo Constata se detuvo. Arriba se lee la causa; oprima una tecla para cerrar.
pause >nul
exit /b %STATUS%

:try
if defined PYTHON exit /b 0
%* -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1
if "%ERRORLEVEL%"=="0" set PYTHON=%*
exit /b 0

:alone
echo Junto a Constata.cmd falta run.py. Si abrio Constata dentro de un ZIP, extraiga primero toda
echo la carpeta y abrala ahi. Oprima una tecla para cerrar.
pause >nul
exit /b 1

:no_python
echo Constata necesita Python 3.11 o posterior, de 64 bits: baje el instalador de python.org,
echo siga sus pasos sin ser administrador y abra Constata otra vez. Oprima una tecla para cerrar.
pause >nul
exit /b 1
