using System.Globalization;
using SystemUser.AspNetCore.Benchmarks.Sandbox;

namespace SystemUser.AspNetCore.Benchmarks.Portal;

/// <summary>What the portal's heaviest pages take, read one after the other. Goal: a page in under 100 ms.</summary>
internal static class PortalReport
{
    public const string Root = "/accessmanagement/ui/";

    private const int Readings = 50;
    private const int WarmUps = 20;

    private static readonly (string Name, string Path, string Expected)[] Pages =
    [
        ("start page", "who", "PERSON 100"),
        ("start page, search for a person", "who?q=person 999", "PERSON 999"),
        ("start page, search for a unit", "who?q=999 AVD BERGEN", "ORGANIZATION 999 AVD BERGEN"),
        ("start page, search in vain", "who?q=nobody", "Ingen treff."),
        ("system accesses", "systemuser/overview", "/details/"),
        ("system accesses, last page", "systemuser/overview?page=400", "/details/"),
        ("system accesses, search", "systemuser/overview?q=reference 9999", "reference 9999"),
        ("system accesses, search in vain", "systemuser/overview?q=nothing", "Ingen treff."),
        ("one system access", $"systemuser/details/{PortalWorld.Agent}", "System 0"),
        ("create a system access", "systemuser/create", "System 1,"),
        ("create a system access, search", "systemuser/create?q=System 999", "System 999"),
        ("clients", $"systemuser/clients/{PortalWorld.Agent}", "ORGANIZATION 1 "),
        ("clients, search", $"systemuser/clients/{PortalWorld.Agent}?q=ORGANIZATION 999", "ORGANIZATION 999"),
        ("users", "users", "PERSON 0"),
        ("users, last page", "users?page=20", "PERSON 999"),
        ("systems", "vendor", "System "),
        ("register a system", "vendor/register", "Ressurs "),
        ("scopes", "provider/scopes", "Scopes"),
        ("resources", "provider/resources", "Ressurs "),
        ("resources, search", "provider/resources?q=Ressurs 999", "Ressurs 999"),
        ("workbench: log", "/workbench", "data-live"),
        ("workbench: log, search", "/workbench?q=resource-999", "resource-999"),
        ("workbench: log, search in vain", "/workbench?q=nothing%20like%20that", "No call is like that."),
        ("workbench: one call", "/workbench/log/10000", "As curl"),
        ("workbench: trace in vain", "/workbench/trace/none", "Nothing of this trace"),
        ("workbench: tokens", "/workbench/tokens", "Make the token"),
        (
            "workbench: what if",
            $"/workbench/what-if?systemUser={PortalWorld.Agent}&party={PortalWorld.Accountant}&resource=resource-1&action=read",
            "decided"
        ),
        ("workbench: world", "/workbench/world", "10,000"),
        ("workbench: system users", "/workbench/world/system-users", "10,000 in all"),
        ("workbench: system users, last page", "/workbench/world/system-users?page=200", "row?key="),
        ("workbench: system users, search", "/workbench/world/system-users?q=reference%209999", "reference 9999"),
        ("workbench: one system user", $"/workbench/world/system-users/row?key={PortalWorld.Agent}", "systemId"),
        ("workbench: policy", "/workbench/policies/resource-1", "XACML"),
        ("workbench: faults", "/workbench/faults", "Switch on"),
    ];

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-");
        try
        {
            var seed = Path.Combine(folder.FullName, "world.json");
            PortalWorld.Write(seed);
            using var sandbox = await SandboxUnderLoad.StartAsync($"--SystemUserSandbox:SeedFile={seed}");
            await DecisionLogFiller.FillAsync(sandbox.Http);
            using var visitor = await PortalVisitor.ArriveAsync(
                sandbox.Http.BaseAddress!,
                PortalWorld.Pid,
                PortalWorld.Accountant
            );
            Console.WriteLine(
                $"| page ({Readings} readings, warm) | median, ms | slowest, ms | processor time, mean, ms |"
            );
            Console.WriteLine("|---|---:|---:|---:|");
            foreach (var (name, path, expected) in Pages)
            {
                var (times, processor) = await MeasureAsync(sandbox, visitor, path, expected);
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {name} | {times[Readings / 2]:F1} | {times[^1]:F1} | {processor.TotalMilliseconds / Readings:F1} |"
                    )
                );
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task<(double[] Times, TimeSpan Processor)> MeasureAsync(
        SandboxUnderLoad sandbox,
        PortalVisitor visitor,
        string path,
        string expected
    )
    {
        var times = new double[Readings];
        var processor = TimeSpan.Zero;
        for (var i = -WarmUps; i < Readings; i++)
        {
            if (i == 0)
            {
                processor = sandbox.ProcessorTime;
            }

            var time = await visitor.ReadAsync(path, expected);
            if (i >= 0)
            {
                times[i] = time.TotalMilliseconds;
            }
        }

        processor = sandbox.ProcessorTime - processor;
        Array.Sort(times);
        return (times, processor);
    }
}
