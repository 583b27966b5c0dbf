namespace SystemUser.Sandbox.Tool.Internal;

/// <summary>Prints a token of a system user, as <c>curl</c> would fetch it from the sandbox.</summary>
internal static class TokenCommand
{
    private const string Scope = "--scope";
    private const string SystemUser = "--system-user";

    public static async Task<string> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var arguments = new ToolArguments(args, Scope, SystemUser, RunningSandbox.Option);
        using var sandbox = new RunningSandbox(arguments);
        var query = $"?scopes={Uri.EscapeDataString(arguments.Need(Scope, "my:scope"))}";
        if (arguments[SystemUser] is { } id)
        {
            query += $"&systemUserId={Uri.EscapeDataString(id)}";
        }

        return await sandbox.GetAsync("/api/GetSystemUserToken" + query, cancellationToken);
    }
}
