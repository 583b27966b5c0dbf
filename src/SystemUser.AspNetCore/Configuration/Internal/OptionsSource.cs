using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>A configuration section that the options are read from, and whose changes are followed.</summary>
internal sealed class OptionsSource(IConfiguration section, string path) : IConfigureOptions<SystemUserOptions>
{
    public string Path => path;

    public IChangeToken ReloadToken => section.GetReloadToken();

    public void Configure(SystemUserOptions options) => SystemUserOptionsReader.Read(section, path, options);
}

/// <summary>Notes the section <c>SystemUser</c> of the app's configuration where no source reads it: whoever wrote it believes that it is in force.</summary>
internal sealed class UnreadSection(
    IEnumerable<IConfigureOptions<SystemUserOptions>> sources,
    IConfiguration? configuration = null
) : IPostConfigureOptions<SystemUserOptions>
{
    public const string WayOut =
        "Call AddSystemUserAuthorization(), which does; AddSystemUserAuthorization(options => …) may stand beside it.";

    public void PostConfigure(string? name, SystemUserOptions options)
    {
        var section = configuration?.GetSection(SystemUserOptions.SectionName);
        var isRead = sources
            .OfType<OptionsSource>()
            .Any(source => source.Path.Equals(SystemUserOptions.SectionName, StringComparison.OrdinalIgnoreCase));
        options.Unread = !isRead && section?.GetChildren().Any() == true ? section : null;
    }

    /// <summary>Finds what the section demands of tokens and the options do not: a hole that nobody would see.</summary>
    public static void Validate(SystemUserOptions options, OptionsFaults faults)
    {
        if (options.Unread is null)
        {
            return;
        }

        var unread = new SystemUserOptions();
        SystemUserOptionsReader.Read(options.Unread, SystemUserOptions.SectionName, unread);
        if (unread.RequiredScopes.Except(options.RequiredScopes, StringComparer.Ordinal).Any())
        {
            faults.AddSentence(NotInForce("RequiredScopes"));
        }

        if (unread.Maskinporten.Audience is { } audience && audience != options.Maskinporten.Audience)
        {
            faults.AddSentence(NotInForce("Maskinporten:Audience"));
        }
    }

    private static string NotInForce(string key) =>
        $"'{SystemUserOptions.SectionName}:{key}' is set in the configuration, but not in force: nothing reads that section. {WayOut}";
}
