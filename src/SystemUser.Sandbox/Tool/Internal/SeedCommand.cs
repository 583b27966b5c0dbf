using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Tool.Internal;

/// <summary>Gives a sandbox that runs a resource of the developer's own.</summary>
internal static class SeedCommand
{
    private const string Resource = "--resource";
    private const string Scope = "--scope";

    public static async Task<ToolAnswer> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var arguments = new ToolArguments(args, Resource, Scope, RunningSandbox.Option);
        using var sandbox = new RunningSandbox(arguments);
        var resource = arguments.Need(Resource, "my-api");
        var scope = arguments.Need(Scope, "my:scope");
        var answer = await sandbox.SendAsync(
            new HttpRequestMessage(HttpMethod.Put, $"/sandbox/resources/{Uri.EscapeDataString(resource)}")
            {
                Content = JsonContent.Create(new JsonObject { ["scope"] = scope }),
            },
            cancellationToken
        );
        var seeded = sandbox.Read(() => SeededOf(answer));
        return seeded.Added
            ? new(
                string.Join(
                    Environment.NewLine,
                    [
                        $"{resource} is in the sandbox at {sandbox.Address}, with its policy and the scope {scope}.",
                        .. seeded.Holders,
                    ]
                ),
                Remark: $"It is gone when the sandbox stops, unless that has a state folder. From its start on: \"--{SandboxOptions.SectionName}:{nameof(SandboxOptions.Resources)}:{resource}={scope}\""
            )
            : new(
                $"{resource} was in the sandbox at {sandbox.Address} already, and stays as it is, with the scope that it has."
            );
    }

    private static (bool Added, string[] Holders) SeededOf(string answer)
    {
        var seeded = JsonNode.Parse(answer);
        return seeded?["systemUsers"] is JsonArray users && (bool?)seeded["added"] is { } added
            ? (added, [.. users.Select(HolderOf)])
            : throw new FormatException("No resource was seeded.");
    }

    private static string HolderOf(JsonNode? user)
    {
        var clients = (bool?)user?["isAgent"] == true ? " for its owner's clients" : "";
        return $"System user {user?["id"]} of {user?["owner"]}, at the system {user?["system"]}, holds the right{clients}.";
    }
}
