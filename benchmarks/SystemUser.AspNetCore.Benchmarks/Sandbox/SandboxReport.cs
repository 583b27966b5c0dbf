namespace SystemUser.AspNetCore.Benchmarks.Sandbox;

/// <summary>
/// What the sandbox takes and gives, as a process of its own. Goals on two cores: first token within 2 s, a large world
/// within 3 s more, 2,000 answers a second from the decision point.
/// </summary>
internal static class SandboxReport
{
    public static async Task<int> RunAsync()
    {
        TimeSpan small;
        double answers;
        using (var sandbox = await SandboxUnderLoad.StartAsync())
        {
            small = sandbox.TimeToFirstToken;
            await sandbox.AskAsync(callers: 16, TimeSpan.FromSeconds(3));
            answers = await sandbox.AskAsync(callers: 16, TimeSpan.FromSeconds(10));
        }

        var folder = Directory.CreateTempSubdirectory("sandbox-");
        try
        {
            var seed = Path.Combine(folder.FullName, "world.json");
            LargeWorld.Write(seed);
            using var large = await SandboxUnderLoad.StartAsync($"--SystemUserSandbox:SeedFile={seed}");
            Console.WriteLine($"From nothing to the first token: {small.TotalSeconds:F2} s");
            Console.WriteLine(
                $"With 1,000 organizations and 10,000 system users: {large.TimeToFirstToken.TotalSeconds:F2} s"
            );
            Console.WriteLine($"Answers of the decision point a second: {answers:F0}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }
}
