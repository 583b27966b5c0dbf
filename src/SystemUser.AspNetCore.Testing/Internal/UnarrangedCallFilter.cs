using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Testing.Internal;

/// <summary>
/// Makes a request throw if it led to a call that nobody arranged. The app itself answers 503 then, which would leave the
/// author of the test guessing.
/// </summary>
internal sealed class UnarrangedCallFilter(ScriptedSandbox sandbox) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(CheckAsync);
            next(app);
        };

    private async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        UnarrangedCallException? failure = null;

        // Before the first byte is sent, so that the exception reaches the test as it is; again at the end, for requests
        // that send none, and for apps that make an answer of the exception.
        context.Response.OnStarting(() =>
        {
            Check();
            return Task.CompletedTask;
        });
        await next(context);
        Check();

        void Check()
        {
            try
            {
                sandbox.ThrowIfUnarranged();
            }
            catch (UnarrangedCallException exception)
            {
                failure ??= exception;
            }

            if (failure is not null)
            {
                throw failure;
            }
        }
    }
}
