; The installer. For the person at the computer it needs no right of an administrator; /ALLUSERS installs for everybody and needs one.
;
;   thidua-VERSION-setup.exe [/S] [/ALLUSERS] [/NODESKTOP] [/UPDATE] [/D=C:\folder]
;                                                                             /S: without a window; /D comes last; /UPDATE: started by the program that it
;                                                                             replaces: it waits a minute for its end, and begins the program, old or new,
;                                                                             with the words of the variable THIDUA_AGAIN behind its name
;   uninstall.exe [/S] [/DELETEDATA]                                          data stay, unless /DELETEDATA says otherwise
;
; Exit codes: 0 done, 1 left by the person, 2 refused: the program or its data are in use, the computer is too old, or the rights are missing. What is refused
; changes nothing.
Target amd64-unicode ; 64-bit Windows is the floor
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh

!define NAME "Thi Đua"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ThiDua"
!define FOLDER "Thi Dua"
!define SAFE "${NAME} (đồ hoạ an toàn)" ; in every language, as whoever removes it may speak another than who installed it

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
LangString RemoveNeedsAdmin ${LANG_VIETNAMESE} "Thi Đua được cài cho mọi người dùng, nên gỡ cần quyền quản trị. Hãy nhờ người quản trị gỡ, hoặc chạy lại bằng “Run as administrator”."
LangString RemoveNeedsAdmin ${LANG_ENGLISH} "Thi Đua is installed for everybody: to remove it, run this as an administrator."
LangString ForAll ${LANG_VIETNAMESE} "Thi Đua đã được cài cho mọi người dùng trên máy này:$\r$\n$\r$\n$R2$\r$\n$\r$\nBản mới thay vào đó cần quyền quản trị. Hãy nhờ người quản trị chạy tệp này, hoặc chạy lại bằng “Run as administrator”."
LangString ForAll ${LANG_ENGLISH} "Thi Đua is installed for everybody on this computer:$\r$\n$\r$\n$R2$\r$\n$\r$\nTo put the new version there, run this as an administrator."
LangString Running ${LANG_VIETNAMESE} "Thi Đua (hoặc một lệnh thidua-cli) đang chạy. Hãy đóng cửa sổ Thi Đua, đợi lệnh chạy xong rồi bấm Thử lại; phần mềm lưu mọi điều đã gõ trước khi đóng."
LangString Running ${LANG_ENGLISH} "Thi Đua, or a command of thidua-cli, is running. Close the window, let the command end, and press Retry; everything that was typed is kept."
LangString DataInUse ${LANG_VIETNAMESE} "Dữ liệu đang được một chương trình khác mở (có thể là Thi Đua chạy từ USB hay của người khác trên máy này):$\r$\n$\r$\n$0$\r$\n$\r$\nChưa xoá gì. Hãy đóng chương trình ấy rồi gỡ lại, hoặc gỡ mà giữ dữ liệu."
LangString DataInUse ${LANG_ENGLISH} "The data are in use by another program (Thi Đua started from a stick, perhaps):$\r$\n$\r$\n$0$\r$\n$\r$\nNothing was deleted. Close that program and try again, or keep the data."
LangString DataLeft ${LANG_VIETNAMESE} "Phần mềm đã gỡ, nhưng chưa xoá hết dữ liệu. Hãy xoá thư mục còn lại:$\r$\n$\r$\n$1"
LangString DataLeft ${LANG_ENGLISH} "The program is removed, but not all of the data. Delete the folder that is left:$\r$\n$\r$\n$1"
LangString DeleteData ${LANG_VIETNAMESE} "Xoá cả dữ liệu thi đua trên máy này?$\r$\n$\r$\n$0$\r$\n$\r$\nKhông lấy lại được nếu chưa đồng bộ hoặc chưa có bản sao lưu. Bấm No để giữ dữ liệu."
LangString DeleteData ${LANG_ENGLISH} "Delete the data on this computer, too?$\r$\n$\r$\n$0$\r$\n$\r$\nWhat was neither synced nor backed up is lost. Press No to keep the data."
LangString Invitation ${LANG_VIETNAMESE} "Giấy mời Thi Đua"
LangString Invitation ${LANG_ENGLISH} "Thi Đua invitation"

LangString Exchange ${LANG_VIETNAMESE} "Tệp trao đổi Thi Đua"
LangString Exchange ${LANG_ENGLISH} "Thi Đua exchange file"

Var AllUsers
Var Updates ; 1: started by the program that it replaces
Var Waited  ; half seconds
!ifndef WAIT
!define WAIT 120 ; half seconds that an update waits for the program's end
!endif

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
  ClearErrors
  ${GetOptions} $R0 "/UPDATE" $R1
  ${IfNot} ${Errors}
    StrCpy $Updates 1
  ${EndIf}
!macroend

; MayAll ends what is for everybody where the person is no administrator.
!macro MayAll TEXT
  ${If} $AllUsers == 1
    UserInfo::GetAccountType
    Pop $R1
    ${If} $R1 != "Admin"
      !insertmacro Refuse "${TEXT}"
    ${EndIf}
    SetShellVarContext all
  ${EndIf}
!macroend

; Begin begins the program where the one before has ended for this.
!macro Begin
  ${If} $Updates == 1
    ReadEnvStr $R3 "THIDUA_AGAIN"
    Exec '"$INSTDIR\thidua.exe" $R3'
  ${EndIf}
!macroend

; Closed waits until nobody runs a program that stands in the folder: Windows lets nobody write to a file in use.
!macro Closed PROGRAM
  ${Do}
    ClearErrors
    ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
      ${Break}
    ${EndIf}
    FileOpen $R2 "$INSTDIR\${PROGRAM}" a
    ${IfNot} ${Errors}
      FileClose $R2
      ${Break}
    ${EndIf}
    ${If} $Updates == 1
    ${AndIf} $Waited < ${WAIT}
      IntOp $Waited $Waited + 1
      Sleep 500
      ${Continue}
    ${EndIf}
    ${IfNot} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" /SD IDCANCEL IDRETRY`
      SetErrorLevel 2
      !insertmacro Begin
      Quit
    ${EndIf}
  ${Loop}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro Refuse "$(OldWindows)"
  ${EndIf}
  !insertmacro ForWhom
  !insertmacro MayAll "$(NeedsAdmin)"
  ReadRegStr $R1 HKCU "${KEY}" "InstallLocation"
  ReadRegStr $R2 HKLM "${KEY}" "InstallLocation"
  ${If} $AllUsers != 1 ; what stands there for everybody is not doubled: two versions on one computer would take each other's data over
  ${AndIf} $R1 == ""
  ${AndIf} $R2 != ""
  ${AndIf} ${FileExists} "$R2\thidua.exe"
    StrCpy $AllUsers 1
    !insertmacro MayAll "$(ForAll)"
  ${EndIf}
  ${If} $INSTDIR == "" ; where it stands already
    ReadRegStr $INSTDIR SHCTX "${KEY}" "InstallLocation"
  ${EndIf}
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${FOLDER}"
    ${If} $AllUsers == 1
      StrCpy $INSTDIR "$PROGRAMFILES64\${FOLDER}"
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  !insertmacro Closed "thidua.exe"
  !insertmacro Closed "thidua-cli.exe"
  SetOutPath "$INSTDIR"
  File "${PROGRAMS}\thidua.exe"
  File "${PROGRAMS}\thidua-cli.exe"
  File "..\..\LICENSE"
  File "..\..\NOTICE.md"
  File "${LICENSES}"
  SetOutPath "$INSTDIR\mesa" ; beside the program every computer would draw with it
  File "${PROGRAMS}\mesa\opengl32.dll"
  File "${PROGRAMS}\mesa\libgallium_wgl.dll"
  File "${PROGRAMS}\mesa\LICENSE-Mesa.txt"
  SetOutPath "$INSTDIR" ; where shortcuts start the program
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\thidua.exe"
  CreateShortcut "$SMPROGRAMS\${SAFE}.lnk" "$INSTDIR\thidua.exe" "-graphics safe"
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
  !insertmacro Begin
SectionEnd

Function un.onInit
  !insertmacro ForWhom
  ReadRegStr $R1 HKLM "${KEY}" "InstallLocation"
  ${If} $R1 == $INSTDIR ; also where nobody says so
    StrCpy $AllUsers 1
  ${EndIf}
  !insertmacro MayAll "$(RemoveNeedsAdmin)"
FunctionEnd

Section Uninstall
  !insertmacro Closed "thidua.exe"
  !insertmacro Closed "thidua-cli.exe"

  ; The data of the person at the computer, never those of others. They are put aside whole before anything goes: half a folder helps nobody.
  SetShellVarContext current
  StrCpy $0 "$APPDATA\thidua"
  StrCpy $1 ""
  ${If} ${FileExists} "$0\*.*"
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/DELETEDATA" $R1
    ${IfNot} ${Errors}
      StrCpy $1 "$0-xoa"
    ${Else}
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(DeleteData)" /SD IDNO IDNO +2
        StrCpy $1 "$0-xoa"
    ${EndIf}
  ${EndIf}
  ${If} $1 != ""
    RMDir /r "$1" ; what an earlier removal left
    ${If} ${FileExists} "$0\lock" ; a program that has the data open holds it
      ClearErrors
      Rename "$0\lock" "$0\lock-xoa"
      ${If} ${Errors}
        !insertmacro Refuse "$(DataInUse)"
      ${EndIf}
      Rename "$0\lock-xoa" "$0\lock"
    ${EndIf}
    ClearErrors
    Rename "$0" "$1"
    ${If} ${Errors}
      !insertmacro Refuse "$(DataInUse)"
    ${EndIf}
  ${EndIf}
  ${If} $AllUsers == 1
    SetShellVarContext all
  ${EndIf}

  Delete "$INSTDIR\thidua.exe"
  Delete "$INSTDIR\thidua-cli.exe"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\NOTICE.md"
  Delete "$INSTDIR\LICENSES.txt"
  Delete "$INSTDIR\mesa\opengl32.dll"
  Delete "$INSTDIR\mesa\libgallium_wgl.dll"
  Delete "$INSTDIR\mesa\LICENSE-Mesa.txt"
  RMDir "$INSTDIR\mesa"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only if nothing else is in it
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$SMPROGRAMS\${SAFE}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey SHCTX "Software\Classes\.thidua-invite"
  DeleteRegKey SHCTX "Software\Classes\ThiDua.Invitation"
  DeleteRegKey SHCTX "Software\Classes\.thidua"
  DeleteRegKey SHCTX "Software\Classes\ThiDua.Exchange"
  DeleteRegKey SHCTX "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  ${If} $1 != ""
    ClearErrors
    RMDir /r "$1"
    ${If} ${Errors}
      !insertmacro Refuse "$(DataLeft)"
    ${EndIf}
  ${EndIf}
SectionEnd
