#if DEBUG
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SystemUser.Sandbox;

namespace KravOgBetalingerApi.Operations;

/// <summary>Says, where the sandbox runs beside the app, where to click for a token to try the API with.</summary>
internal sealed class SandboxTokenTransformer(IServiceProvider services) : IOpenApiDocumentTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (services.GetService<SandboxOptions>()?.Address is { } sandbox)
        {
            document.Info.Description +=
                $"\n\nTo try it: [open a token of the sandbox]({ShellLines.TokenAddress(sandbox)}), copy it, choose *Authorize* and paste it. It is kept over a reload.";
        }

        return Task.CompletedTask;
    }
}
#endif
