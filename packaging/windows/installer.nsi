; The installer. For the person at the computer it needs no right of an administrator; /ALLUSERS installs for everybody and needs one.
;
;   thidua-VERSION-setup.exe [/S] [/ALLUSERS] [/NODESKTOP] [/D=C:\folder]      /S: without a window; /D comes last
;   uninstall.exe [/S] [/DELETEDATA]                                          data stay, unless /DELETEDATA says otherwise
;
; Exit codes: 0 done, 1 left by the person, 2 refused: the program is running, the computer is too old, or the rights are missing.
Target amd64-unicode ; 64-bit Windows is the floor
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh

!define NAME "Thi Đua"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ThiDua"
!define FOLDER "Thi Dua"

Name "${NAME}"
OutFile "${OUT}"
SetCompressor /SOLID lzma
RequestExecutionLevel user
SetDateSave off ; the same bytes from the same commit
ManifestDPIAware true
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1066 ProductName "${NAME}"
VIAddVersionKey /LANG=1066 FileDescription "Cài đặt ${NAME}"
VIAddVersionKey /LANG=1066 FileVersion "${VERSION}"
VIAddVersionKey /LANG=1066 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=1066 LegalCopyright "© Các tác giả Thi Đua. Apache License 2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\thidua.exe"
!define MUI_FINISHPAGE_NOAUTOCLOSE
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

LangString OldWindows ${LANG_VIETNAMESE} "Thi Đua cần Windows 10 trở lên, bản 64 bit."
LangString OldWindows ${LANG_ENGLISH} "Thi Đua needs Windows 10 or later, 64-bit."
LangString NeedsAdmin ${LANG_VIETNAMESE} "Cài cho mọi người dùng cần quyền quản trị. Hãy chạy lại bằng “Run as administrator”, hoặc bỏ /ALLUSERS."
LangString NeedsAdmin ${LANG_ENGLISH} "To install for everybody, run this as an administrator, or leave out /ALLUSERS."
LangString Running ${LANG_VIETNAMESE} "Thi Đua đang mở. Hãy đóng cửa sổ Thi Đua rồi bấm Thử lại; phần mềm lưu mọi điều đã gõ trước khi đóng."
LangString Running ${LANG_ENGLISH} "Thi Đua is running. Close its window and press Retry; it keeps everything that was typed."
LangString DeleteData ${LANG_VIETNAMESE} "Xoá cả dữ liệu thi đua trên máy này?$\r$\n$\r$\n$0$\r$\n$\r$\nKhông lấy lại được nếu chưa đồng bộ hoặc chưa có bản sao lưu. Bấm No để giữ dữ liệu."
LangString DeleteData ${LANG_ENGLISH} "Delete the data on this computer, too?$\r$\n$\r$\n$0$\r$\n$\r$\nWhat was neither synced nor backed up is lost. Press No to keep the data."
LangString Invitation ${LANG_VIETNAMESE} "Giấy mời Thi Đua"
LangString Invitation ${LANG_ENGLISH} "Thi Đua invitation"

LangString Exchange ${LANG_VIETNAMESE} "Tệp trao đổi Thi Đua"
LangString Exchange ${LANG_ENGLISH} "Thi Đua exchange file"

Var AllUsers

; Refuse ends a silent run at once and tells anyone else why.
!macro Refuse TEXT
  SetErrorLevel 2
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  Quit
!macroend

; Opens makes files with an ending open with the program.
!macro Opens ENDING CLASS WHAT
  WriteRegStr SHCTX "Software\Classes\${ENDING}" "" "${CLASS}"
  WriteRegStr SHCTX "Software\Classes\${CLASS}" "" "${WHAT}"
  WriteRegStr SHCTX "Software\Classes\${CLASS}\DefaultIcon" "" '"$INSTDIR\thidua.exe",0'
  WriteRegStr SHCTX "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\thidua.exe" "%1"'
!macroend

; ForWhom reads who it is for. Shell folders and the registry follow it.
!macro ForWhom
  SetRegView 64
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    StrCpy $AllUsers 1
  ${EndIf}
!macroend

; Closed waits until nobody runs the program that stands in the folder: Windows lets nobody write to a file in use.
!macro Closed
  ${Do}
    ClearErrors
    ${IfNot} ${FileExists} "$INSTDIR\thidua.exe"
      ${Break}
    ${EndIf}
    FileOpen $R2 "$INSTDIR\thidua.exe" a
    ${IfNot} ${Errors}
      FileClose $R2
      ${Break}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" /SD IDCANCEL IDRETRY +3
      SetErrorLevel 2
      Quit
  ${Loop}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro Refuse "$(OldWindows)"
  ${EndIf}
  !insertmacro ForWhom
  ${If} $AllUsers == 1
    UserInfo::GetAccountType
    Pop $R1
    ${If} $R1 != "Admin"
      !insertmacro Refuse "$(NeedsAdmin)"
    ${EndIf}
    SetShellVarContext all
    ${If} $INSTDIR == ""
      StrCpy $INSTDIR "$PROGRAMFILES64\${FOLDER}"
    ${EndIf}
  ${ElseIf} $INSTDIR == ""
    ReadRegStr $INSTDIR HKCU "${KEY}" "InstallLocation"
    ${If} $INSTDIR == ""
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${FOLDER}"
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  !insertmacro Closed
  SetOutPath "$INSTDIR"
  File "${PROGRAMS}\thidua.exe"
  File "${PROGRAMS}\thidua-cli.exe"
  File "..\..\LICENSE"
  File "..\..\NOTICE.md"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\thidua.exe"
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/NODESKTOP" $R1
  ${If} ${Errors}
    CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\thidua.exe"
  ${EndIf}

  !insertmacro Opens ".thidua-invite" "ThiDua.Invitation" "$(Invitation)"
  !insertmacro Opens ".thidua" "ThiDua.Exchange" "$(Exchange)"

  WriteRegStr SHCTX "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\thidua.exe"
  WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
  ${If} $AllUsers == 1
    WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe" /ALLUSERS'
    WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /ALLUSERS /S'
  ${Else}
    WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  ${EndIf}
  WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $R0 $R1 $R2
  WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" $R0
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Function un.onInit
  !insertmacro ForWhom
  ${If} $AllUsers == 1
    SetShellVarContext all
  ${EndIf}
FunctionEnd

Section Uninstall
  !insertmacro Closed
  Delete "$INSTDIR\thidua.exe"
  Delete "$INSTDIR\thidua-cli.exe"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\NOTICE.md"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only if nothing else is in it
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey SHCTX "Software\Classes\.thidua-invite"
  DeleteRegKey SHCTX "Software\Classes\ThiDua.Invitation"
  DeleteRegKey SHCTX "Software\Classes\.thidua"
  DeleteRegKey SHCTX "Software\Classes\ThiDua.Exchange"
  DeleteRegKey SHCTX "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  ; The data of the person at the computer, never those of others.
  SetShellVarContext current
  StrCpy $0 "$APPDATA\thidua"
  ${If} ${FileExists} "$0\*.*"
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/DELETEDATA" $R1
    ${IfNot} ${Errors}
      RMDir /r "$0"
    ${Else}
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(DeleteData)" /SD IDNO IDNO +2
        RMDir /r "$0"
    ${EndIf}
  ${EndIf}
SectionEnd
