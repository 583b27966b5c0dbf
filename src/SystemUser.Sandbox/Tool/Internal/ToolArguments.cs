namespace SystemUser.Sandbox.Tool.Internal;

/// <summary>What stands behind a command: <c>--name value</c> or <c>--name=value</c>.</summary>
internal sealed class ToolArguments
{
    private readonly string _command;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <exception cref="ToolFailure">An option is unknown, is there twice or has no value.</exception>
    public ToolArguments(string[] args, params string[] options)
    {
        _command = args[0];
        for (var i = 1; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var key, var behind] ? (key, behind) : (args[i], null);
            if (!options.Contains(name))
            {
                throw ToolFailure.OfCommandLine(
                    $"{_command} has no option '{name}'. Write {string.Join(", ", options)}, or --help."
                );
            }

            value ??= ++i < args.Length ? args[i] : string.Empty;
            if (value.Length == 0 || value.StartsWith("--", StringComparison.Ordinal))
            {
                throw ToolFailure.OfCommandLine($"{name} has no value. Write it behind {name}, or see --help.");
            }

            if (!_values.TryAdd(name, value))
            {
                throw ToolFailure.OfCommandLine(
                    $"{name} is there twice. Write it once; several scopes stand in one, with spaces between them."
                );
            }
        }
    }

    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <exception cref="ToolFailure">The option is not there.</exception>
    public string Need(string name, string example) =>
        this[name] ?? throw ToolFailure.OfCommandLine($"{_command} needs {name}, such as {name} {example}.");
}
