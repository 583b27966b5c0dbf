using Microsoft.Extensions.Options;

namespace SystemUser.AspNetCore.Configuration.Internal;

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
