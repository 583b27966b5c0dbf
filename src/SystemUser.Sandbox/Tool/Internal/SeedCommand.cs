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
        var seeded = sandbox.Read(() => JsonNode.Parse(answer)!);
        if ((bool?)seeded["added"] == false)
        {
            return new(
                $"{resource} was in the sandbox at {sandbox.Address} already, and stays as it is, with the scope that it has."
            );
        }

        return new(
            string.Join(
                Environment.NewLine,
                [
                    $"{resource} is in the sandbox at {sandbox.Address}, with its policy and the scope {scope}.",
                    .. seeded["systemUsers"]!
                        .AsArray()
                        .Select(user =>
                            $"System user {user!["id"]} of {user["owner"]}, at the system {user["system"]}, holds the right{((bool)user["isAgent"]! ? " for its owner's clients" : "")}."
                        ),
                ]
            ),
            Remark: $"It is gone when the sandbox stops, unless that has a state folder. From its start on: --{SandboxOptions.SectionName}:{nameof(SandboxOptions.Resources)}:{resource}={scope}"
        );
    }
}
