using MarsKb.Flows.Values;

namespace MarsKb.Flows;

public sealed class PastePatternsTests
{
    [Theory]
    [InlineData("2.0.9249.0", "2.0.9249.0")]
    [InlineData("ProductVersion   FileVersion      FileName\n--------------   -----------      --------\n2.0.9249.0       2.0.9249.0       C:\\Program Files\\Microsoft Azure Recovery Services Agent\\bin\\cbengine.exe", "2.0.9249.0")]
    [InlineData("OS Version: 10.0.20348.2340\r\nFileVersion : 2.0.9190.0\r\n", "2.0.9190.0")]
    [InlineData("Windows 10.0.20348.2340, agent 2.0.9190.0", "2.0.9190.0")]
    [InlineData("no version", null)]
    public void The_agents_version_is_found(string text, string? value) => Assert.Equal(value, PastePatterns.Find("agent-version", text));

    [Theory]
    [InlineData("\nMajor  Minor  Build  Revision\n-----  -----  -----  --------\n5      1      20348  2340\n", "5.1.20348.2340")]
    [InlineData("Major  Minor  Patch  PreReleaseLabel BuildLabel\n-----  -----  -----  --------------- ----------\n7      4      2\n", "7.4.2")]
    [InlineData("Major  Minor  Build  Revision\n-----  -----  -----  --------\n2      0      -1     -1\n", "2.0")]
    [InlineData("Name                           Value\n----                           -----\nPSVersion                      5.1.14393.6343\nPSEdition                      Desktop\nCLRVersion                     4.0.30319.42000\n", "5.1.14393.6343")]
    [InlineData("5.1.14393.6343", "5.1.14393.6343")]
    [InlineData("The term is not recognized", null)]
    public void The_version_of_PowerShell_is_found(string text, string? value) => Assert.Equal(value, PastePatterns.Find("powershell-version", text));

    [Theory]
    [InlineData("DriveLetter FriendlyName FileSystemType DriveType HealthStatus OperationalStatus SizeRemaining      Size\n----------- ------------ -------------- --------- ------------ ----------------- -------------      ----\nC                        NTFS           Fixed     Healthy      OK                     52.31 GB 126.45 GB\n", "52.31 GB")]
    [InlineData("SizeRemaining : 56175104000\r\nSize          : 135771713536\r\n", "56175104000 B")]
    [InlineData("Total free bytes                : 56,175,104,000 ( 52.3 GB)\nTotal bytes                     : 135,771,713,536 (126.4 GB)\nTotal quota free bytes          : 56,175,104,000 ( 52.3 GB)\n", "56175104000 B")]
    [InlineData("Total # of free bytes        : 56175104000\nTotal # of bytes             : 135771713536\n", "56175104000 B")]
    [InlineData("   Used Shadow Copy Storage space: 1.17 GB (0%)\n   Allocated Shadow Copy Storage space: 1.5 GB (1%)\n   Maximum Shadow Copy Storage space: 12 GB (10%)\n", "12 GB")]
    [InlineData("Name           Used (GB)     Free (GB) Provider      Root\n----           ---------     --------- --------      ----\nC                  74.14         52.31 FileSystem    C:\\\n", "52.31 GB")]
    [InlineData("              15 Dir(s)  56,175,104,000 bytes free", "56175104000 B")]
    [InlineData("52,3 GB frei", "52.3 GB")]
    [InlineData("300 MB", "300 MB")]
    [InlineData("nothing", null)]
    public void Free_space_is_found(string text, string? value) => Assert.Equal(value, PastePatterns.Find("free-space", text));

    [Theory]
    [InlineData("Tls12", "tls12")]
    [InlineData("Ssl3, Tls", "no-tls12")]
    [InlineData("SystemDefault", "tls12")]
    [InlineData("Tls, Tls11, Tls12", "tls12")]
    [InlineData("HKEY_LOCAL_MACHINE\\SYSTEM\\...\\TLS 1.2\\Client\n    DisabledByDefault    REG_DWORD    0x0\n    Enabled    REG_DWORD    0x1\n", "tls12")]
    [InlineData("HKEY_LOCAL_MACHINE\\SYSTEM\\...\\TLS 1.2\\Client\n    DisabledByDefault    REG_DWORD    0x1\n    Enabled    REG_DWORD    0x0\n", "no-tls12")]
    [InlineData("\"Enabled\"=dword:00000000", "no-tls12")]
    [InlineData("hello", null)]
    public void TLS_is_found(string text, string? value) => Assert.Equal(value, PastePatterns.Find("tls", text));

    [Theory]
    [InlineData("TaskPath                                       TaskName                          State\n--------                                       --------                          -----\n\\Microsoft\\OnlineBackup\\                       Microsoft-OnlineBackup            Ready\n", "ready")]
    [InlineData("TaskName                                 Next Run Time          Status\n======================================== ====================== ===============\nMicrosoft-OnlineBackup                   N/A                    Disabled\n", "disabled")]
    [InlineData("HostName:                             SRV1\nStatus:                               Ready\nDelete Task If Not Rescheduled:       Disabled\nScheduled Task State:                 Enabled\nRepeat: Stop If Still Running:        Disabled\n", "ready")]
    [InlineData("Status:                               Ready\nScheduled Task State:                 Disabled\n", "disabled")]
    [InlineData("State : Running", "running")]
    [InlineData("ERROR: The system cannot find the file specified.", null)]
    public void The_state_of_a_task_is_found(string text, string? value) => Assert.Equal(value, PastePatterns.Find("task-state", text));

    [Theory]
    [InlineData("        Scope ExecutionPolicy\n        ----- ---------------\nMachinePolicy       Undefined\n   UserPolicy       Undefined\n      Process          Bypass\n  CurrentUser    RemoteSigned\n LocalMachine      Restricted\n", "restricted")]
    [InlineData("LocalMachine          Bypass", "unrestricted")]
    [InlineData("AllSigned", "all-signed")]
    [InlineData("Remote-Signed", "remote-signed")]
    [InlineData("MachinePolicy Undefined\nCurrentUser RemoteSigned\n", null)]
    public void The_execution_policy_of_the_machine_is_found(string text, string? value) => Assert.Equal(value, PastePatterns.Find("execution-policy", text));

    [Theory]
    [InlineData("Status   Name               DisplayName\n------   ----               -----------\nRunning  obengine           Microsoft Azure Recovery Services Agent\n", "running")]
    [InlineData("SERVICE_NAME: obengine\n        TYPE               : 10  WIN32_OWN_PROCESS\n        STATE              : 1  STOPPED\n        WIN32_EXIT_CODE    : 0  (0x0)\n", "stopped")]
    [InlineData("        STATE              : 4  RUNNING\n                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)\n", "running")]
    [InlineData("[SC] EnumQueryServicesStatus:OpenService FAILED 1060", null)]
    public void The_state_of_a_service_is_found(string text, string? value) => Assert.Equal(value, PastePatterns.Find("service-state", text));

    [Fact]
    public void Long_and_odd_text_is_read_in_bounded_time()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var pattern in PastePatterns.Names)
            foreach (var text in (string[])[new string('1', 65_536), string.Concat(Enumerable.Repeat("1.", 32_768)), new string('\n', 65_536), string.Concat(Enumerable.Repeat("Major Minor\n", 5_400)), new string(':', 65_536)])
                _ = PastePatterns.Find(pattern, text);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }
}
