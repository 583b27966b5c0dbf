using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>Collects faults, each with its full key; a key that could not even be read is left to the reader's own fault.</summary>
internal sealed class OptionsFaults(SystemUserOptions options)
{
    private readonly List<string> _faults = [];

    /// <summary>Gets the full key of a setting, as a fault names it.</summary>
    public string Quoted(string key) => $"'{options.KeyOf(key)}'";

    public void Add(string key, string fault)
    {
        if (!IsUnreadable(key))
        {
            _faults.Add($"{Quoted(key)} {fault}");
        }
    }

    /// <summary>Adds that a key is missing, with the way out: to set it, or to have the section read that gives it.</summary>
    public void Missing(string key, string wayOut) => Missing(key, wayOut, IsUnread(key));

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
            Missing(
                key,
                $"Set {Quoted("Environment")} to Production or Test, or this address itself. In Development, call AddSystemUserSandbox(), or set the environment to Sandbox beside one that runs by itself.",
                isUnread: IsUnread(key) || IsUnread("Environment")
            );
        }
        else if (value is not null && !OutboundAddress.TryParse(value, options, out _))
        {
            Add(key, $"{OutboundAddress.RuleOf(options)}.");
        }
    }

    public ValidateOptionsResult ToResult() =>
        _faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_faults);

    private void Missing(string key, string wayOut, bool isUnread) =>
        Add(
            key,
            isUnread
                ? $"is missing. The section '{SystemUserOptions.SectionName}' of the configuration gives it, but nothing reads that section. {UnreadSection.WayOut}"
                : $"is missing. {wayOut}"
        );

    private bool IsUnread(string key) => options.Unread?.GetSection(key).Exists() == true;
}

/// <summary>Makes the options as the framework does, and says each of their faults in a line of its own.</summary>
internal sealed class ListingOptionsFactory(
    IEnumerable<IConfigureOptions<SystemUserOptions>> setups,
    IEnumerable<IPostConfigureOptions<SystemUserOptions>> postSetups,
    IEnumerable<IValidateOptions<SystemUserOptions>> validations
) : IOptionsFactory<SystemUserOptions>
{
    private readonly OptionsFactory<SystemUserOptions> _framework = new(setups, postSetups, validations);

    public SystemUserOptions Create(string name)
    {
        try
        {
            return _framework.Create(name);
        }
        catch (OptionsValidationException exception)
        {
            throw new ListedFaultsException(exception);
        }
    }
}

/// <summary>The framework's exception, whose message has all faults in one line.</summary>
internal sealed class ListedFaultsException(OptionsValidationException exception)
    : OptionsValidationException(exception.OptionsName, exception.OptionsType, exception.Failures)
{
    public override string Message =>
        "The app is not started, because its configuration cannot be used:"
        + string.Concat(Failures.Select(fault => $"{Environment.NewLine}- {fault}"));
}
