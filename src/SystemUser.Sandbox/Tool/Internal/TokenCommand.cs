using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Tool.Internal;

/// <summary>Prints a token of a system user, as <c>curl</c> would fetch it from the sandbox.</summary>
internal static class TokenCommand
{
    private const string Scope = "--scope";
    private const string SystemUser = "--system-user";

    public static async Task<ToolAnswer> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var arguments = new ToolArguments(args, Scope, SystemUser, RunningSandbox.Option);
        using var sandbox = new RunningSandbox(arguments);
        var query = $"?scopes={Uri.EscapeDataString(arguments.Need(Scope, "my:scope"))}";
        if (arguments[SystemUser] is { } id)
        {
            query += $"&systemUserId={Uri.EscapeDataString(id)}";
        }

        var token = await sandbox.GetAsync("/api/GetSystemUserToken" + query, cancellationToken);
        return new(
            token,
            Remark: sandbox.Read(() => IsOfSystem(token))
                ? null
                : $"The sandbox has no system user {arguments[SystemUser]}, so the decision point will find no right of it. The workbench lists those there are: {sandbox.Address}workbench/world"
        );
    }

    /// <summary>Whether the token names the system of its system user, which the sandbox knows of its own alone.</summary>
    private static bool IsOfSystem(string token) =>
        token.Split('.') is [_, var payload, _]
            ? JsonNode.Parse(Base64Url.DecodeFromChars(payload))?["authorization_details"]?[0]?["system_id"] is not null
            : throw new FormatException("It is no token.");
}
