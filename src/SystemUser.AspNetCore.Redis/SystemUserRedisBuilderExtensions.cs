using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Redis;
using SystemUser.AspNetCore.Redis.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Has an app's hosts share what Altinn decided, and forget it together.</summary>
public static class SystemUserRedisBuilderExtensions
{
    /// <summary>Shares decisions in a Redis, over a connection of the package's own.</summary>
    /// <remarks>
    /// Decisions are sealed, with the app's Data Protection or <c>SystemUser:Decisions:SealKey</c>: all hosts need the same. A Redis that is slow, gone or emptied costs
    /// calls to Altinn and nothing else. This extension can be safely called multiple times; the last Redis counts.
    /// </remarks>
    /// <param name="builder">What <c>AddSystemUserAuthorization</c> returned.</param>
    /// <param name="configuration">Where it is, as StackExchange.Redis reads it: <c>host:port</c>.</param>
    /// <returns>A reference to <paramref name="builder"/> after the operation has completed.</returns>
    /// <exception cref="ArgumentException"><paramref name="configuration"/> is empty.</exception>
    public static SystemUserBuilder AddRedis(this SystemUserBuilder builder, string configuration)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(configuration);
        return builder.AddRedis(options =>
        {
            options.Configuration = configuration;
            options.ConfigurationOptions = null;
            options.ConnectionMultiplexerFactory = null;
        });
    }

    /// <summary>Shares decisions in a Redis, over a connection of the package's own or one that the app hands over.</summary>
    /// <remarks>
    /// Decisions are sealed as with <see cref="AddRedis(SystemUserBuilder, string)"/>. Calls add up: what one sets stays set for the next, and in the end exactly one of
    /// <see cref="SystemUserRedisOptions.Configuration"/>, <see cref="SystemUserRedisOptions.ConfigurationOptions"/> and
    /// <see cref="SystemUserRedisOptions.ConnectionMultiplexerFactory"/> is set.
    /// </remarks>
    /// <param name="builder">What <c>AddSystemUserAuthorization</c> returned.</param>
    /// <param name="configure">Sets the options. Faults stop the start.</param>
    /// <returns>A reference to <paramref name="builder"/> after the operation has completed.</returns>
    public static SystemUserBuilder AddRedis(this SystemUserBuilder builder, Action<SystemUserRedisOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<SystemUserRedisOptions>().Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<SystemUserRedisOptions>, RedisOptionsValidator>()
        );
        builder.Services.TryAddSingleton<ISharedDecisionStore, RedisDecisionStore>();
        return builder;
    }
}
