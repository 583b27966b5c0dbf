using System.Diagnostics;

namespace KravOgBetalingerApi.Tests.Operations;

public sealed class StartTests
{
    [Theory]
    [InlineData("--SystemUser:Environment=Test", "'SystemUser:Altinn:SubscriptionKey' is missing.")]
    [InlineData("--ConnectionStrings:KravOgBetalinger=Hostt=x", "'ConnectionStrings:KravOgBetalinger' cannot be read")]
    public async Task The_process_ends_with_a_fault_that_names_the_key_when_the_start_is_refused(
        string setting,
        string fault
    )
    {
        var cancel = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "KravOgBetalingerApi.dll"), "--urls=http://127.0.0.1:0", setting]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);

        process.ExitCode.ShouldNotBe(0);
        (await errors).ShouldContain(fault);
        (await output).ShouldNotContain("Now listening on");
    }
}
