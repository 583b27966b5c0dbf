using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using SmartCloud.State;

namespace SmartCloud.Startup;

/// <summary>Keeps the keys that guard the forms in the state folder, so that an open form survives a restart.</summary>
/// <param name="folder">The state folder.</param>
/// <param name="loggers">The log.</param>
internal sealed class FormKeys(StateFolder folder, ILoggerFactory loggers) : IConfigureOptions<KeyManagementOptions>
{
    /// <inheritdoc/>
    public void Configure(KeyManagementOptions options) =>
        options.XmlRepository = new FileSystemXmlRepository(folder.SubFolder("form-keys"), loggers);
}
