using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;
using SystemUser.Sandbox;
using SystemUser.Sandbox.Hosting.Internal;
using SystemUser.Sandbox.Time.Internal;
using SystemUser.Sandbox.Traffic.Internal;
using SystemUser.Sandbox.Wire;

namespace Microsoft.Extensions.Hosting;

/// <summary>Embeds the sandbox in an app under development.</summary>
public static class SystemUserSandboxExtensions
{
    /// <summary>
    /// Starts Maskinporten and Altinn with the app, on a loopback address of their own, and configures the app for them:
    /// <c>SystemUser:Environment</c>, <c>:Client:ClientId</c>, <c>:Client:PrivateJwk</c> and <c>:Altinn:SubscriptionKey</c>, made
    /// new at each start, and overridden by whatever the app has set itself.
    /// </summary>
    /// <remarks>
    /// It stands aside, and the log says why, if the app is configured for another environment or for other addresses. An app that listens beyond
    /// loopback does not start. This extension can be safely called multiple times.
    /// </remarks>
    /// <typeparam name="TBuilder">The kind of builder.</typeparam>
    /// <param name="builder">The builder of the app.</param>
    /// <param name="configure">Changes the options read from the section <c>SystemUserSandbox</c>.</param>
    /// <returns>A reference to <paramref name="builder"/> after the operation has completed.</returns>
    /// <exception cref="InvalidOperationException">The app does not run in Development, or the options are wrong.</exception>
    public static TBuilder AddSystemUserSandbox<TBuilder>(
        this TBuilder builder,
        Action<SandboxOptions>? configure = null
    )
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Environment.IsDevelopment())
        {
            throw new InvalidOperationException(
                $"The sandbox is for Development, and this app runs as '{builder.Environment.EnvironmentName}'. "
                    + "Call AddSystemUserSandbox only if builder.Environment.IsDevelopment()."
            );
        }

        var options = SandboxConfiguration.ReadOptions(builder.Configuration);
        configure?.Invoke(options);
        options.UnsafeListenBeyondLoopback = false;
        options.Validate();
        if (
            builder.Services.Any(service =>
                service.ServiceType == typeof(SandboxOptions)
                || service.ServiceType == typeof(IValidateOptions<SandboxOptions>)
            )
        )
        {
            return builder;
        }

        if (SandboxConfiguration.FindElsewhere(builder.Configuration, options) is var (key, value))
        {
            builder.Services.AddSingleton<IValidateOptions<SandboxOptions>>(services => new AbsentSandbox(
                key,
                value,
                services.GetRequiredService<ILoggerFactory>()
            ));
            builder.Services.AddOptions<SandboxOptions>().ValidateOnStart();
            return builder;
        }

        builder.Configuration.Sources.Insert(
            0,
            new MemoryConfigurationSource
            {
                InitialData = SandboxConfiguration.Defaults(
                    builder.Configuration,
                    options,
                    SigningKey.Create("sandbox-provider")
                ),
            }
        );
        builder.Join(options);
        return builder;
    }

    /// <summary>Starts the sandbox with the app, and has its workbench tell what the app's API let in and refused.</summary>
    private static void Join(this IHostApplicationBuilder builder, SandboxOptions options)
    {
        builder.Services.AddSingleton(options);
        builder.Services.AddHostedService<EmbeddedSandbox>();
        if (options.MoveAppClock)
        {
            builder.Services.AddSandboxClock();
        }

        builder.Services.AddSingleton<CallRing>();
        builder.Services.AddSingleton(services => new ApiLog(
            services.GetRequiredService<CallRing>(),
            services.GetService<TimeProvider>() ?? TimeProvider.System
        ));
        builder.Services.AddSingleton<ILoggerProvider>(services => services.GetRequiredService<ApiLog>());
        builder.Logging.AddFilter<ApiLog>("SystemUser", LogLevel.Information);
        builder.Logging.AddFilter<ApiLog>(ApiLog.Scheme, LogLevel.Information);
    }
}
