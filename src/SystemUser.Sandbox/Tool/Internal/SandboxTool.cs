namespace SystemUser.Sandbox.Tool.Internal;

/// <summary>The commands of <c>systemuser-sandbox</c> beside starting it.</summary>
internal static class SandboxTool
{
    /// <summary>What <c>--help</c> says of them.</summary>
    public const string Usage = """
        Commands
          (none)    starts the sandbox, and prints what an app beside it needs
          keygen    makes a key for a Maskinporten client: JWK, PEM, and the public part to register
                      --kid name           its key id; a random one if none is given
                      --format jwk         that alone, jwk or pem, and the public part where errors go
          token     prints a token of a system user
                      --scope a:b          the scopes, with spaces between them
                      --system-user id     one of the sandbox's; any if none is named
          seed      gives the sandbox a resource of yours: its policy, its scope, and system users that hold the right
                      --resource my-api    its identifier
                      --scope a:b          the scopes that open the API
          ask       asks the policy decision point, and says why it answers so
                      --system-user id     who asks for access
                      --party 310904473    for which organization
                      --resource my-api    to what
                      --action read        to do what; read if nothing is said
          token, seed and ask talk to the sandbox at --sandbox http://localhost:5090
          --version and --help

        Examples
          systemuser-sandbox seed --resource my-api --scope my:scope
          curl -H "Authorization: Bearer $(systemuser-sandbox token --scope my:scope)" http://localhost:5080/v1/mine
          systemuser-sandbox ask --system-user 33a0911a-5459-456f-bc57-3d37ef9a016c --party 310904473 --resource my-api
          systemuser-sandbox keygen --format pem > key.pem

        Exit codes
          0 it went well, 1 it did not, or a setting is wrong, 2 a command or an option is wrong, 3 the answer to ask is not Permit
        """;

    private static readonly string[] s_commands = ["keygen", "token", "seed", "ask"];

    /// <summary>Whether the command line is a command, and no configuration for a sandbox to start.</summary>
    public static bool IsCommand(string[] args) => args is [[not ('-' or '/'), ..] first, ..] && !first.Contains('=');

    /// <summary>Does what a command says.</summary>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(
        string[] args,
        TextWriter output,
        TextWriter errors,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var answer = args[0] switch
            {
                "keygen" => Keygen.Run(args),
                "token" => await TokenCommand.RunAsync(args, cancellationToken),
                "seed" => await SeedCommand.RunAsync(args, cancellationToken),
                "ask" => await AskCommand.RunAsync(args, cancellationToken),
                var other => throw ToolFailure.OfCommandLine(
                    $"There is no command '{other}'. Write one of {string.Join(", ", s_commands)}, or --help."
                ),
            };
            await output.WriteLineAsync(answer.Text);
            if (answer.Remark is { } remark)
            {
                await errors.WriteLineAsync(remark);
            }

            return answer.ExitCode;
        }
        catch (ToolFailure failure)
        {
            await errors.WriteLineAsync(failure.Message);
            return failure.ExitCode;
        }
    }
}

/// <summary>What a command has done.</summary>
/// <param name="Text">What was asked for, for the output.</param>
/// <param name="ExitCode">The exit code of the process.</param>
/// <param name="Remark">What one should know besides, for where errors go, so that the output is what was asked for alone.</param>
internal sealed record ToolAnswer(string Text, int ExitCode = 0, string? Remark = null);

/// <summary>Why a command did nothing.</summary>
internal sealed class ToolFailure(string message, int exitCode) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public static ToolFailure OfCommandLine(string message) => new(message, 2);

    public static ToolFailure OfSandbox(string message) => new(message, 1);
}
