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
