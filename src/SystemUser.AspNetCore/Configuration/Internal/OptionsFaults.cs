using Microsoft.Extensions.Options;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>Collects faults, each with its full key; a key that could not even be read is left to the reader's own fault.</summary>
internal sealed class OptionsFaults(SystemUserOptions options)
{
    private readonly List<string> _faults = [];

    public void Add(string key, string fault)
    {
        if (!IsUnreadable(key))
        {
            _faults.Add($"{Quoted(key)} {fault}");
        }
    }

    /// <summary>Adds a fault that names its keys itself.</summary>
    public void AddSentence(string fault)
    {
        if (
            !options.ReadingFaults.Exists(known =>
                fault.StartsWith(known[..known.IndexOf(' ')], StringComparison.Ordinal)
            )
        )
        {
            _faults.Add(fault);
        }
    }

    public bool IsUnreadable(string key) =>
        options.ReadingFaults.Exists(known => known.StartsWith(Quoted(key) + " ", StringComparison.OrdinalIgnoreCase));

    public void Range<T>(string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            Add(key, $"is {value}. Set it from {least} to {most}.");
        }
    }

    public void Address(string key, string? value)
    {
        if (value is null && !IsUnreadable("Environment"))
        {
            Add(key, "is missing. Set 'Environment' to Production or Test, or this address itself.");
        }
        else if (value is not null && !OutboundAddress.TryParse(value, out _))
        {
            Add(key, $"{OutboundAddress.Rule}.");
        }
    }

    public ValidateOptionsResult ToResult() =>
        _faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_faults);

    private string Quoted(string key) => options.Path.Length == 0 ? $"'{key}'" : $"'{options.Path}:{key}'";
}
