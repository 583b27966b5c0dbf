using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace SystemUser.AspNetCore.Redis.Internal;

/// <summary>Finds what is wrong with the options before anything connects. A configuration may hold a password, and is never quoted.</summary>
internal sealed class RedisOptionsValidator : IValidateOptions<SystemUserRedisOptions>
{
    public ValidateOptionsResult Validate(string? name, SystemUserRedisOptions options)
    {
        var given = new object?[]
        {
            options.Configuration,
            options.ConfigurationOptions,
            options.ConnectionMultiplexerFactory,
        };
        if (given.Count(one => one is not null) != 1)
        {
            return ValidateOptionsResult.Fail(
                "AddRedis is told of no Redis, or of several. Set one of Configuration, ConfigurationOptions and ConnectionMultiplexerFactory."
            );
        }

        if (options.Configuration is { } text && !IsReadable(text))
        {
            return ValidateOptionsResult.Fail(
                "AddRedis cannot read its Configuration. Write it as StackExchange.Redis does: host:port,password=…,ssl=true."
            );
        }

        return options.KeyPrefix is null || options.KeyPrefix.AsSpan().ContainsAny("{}\r\n ")
            ? ValidateOptionsResult.Fail(
                "AddRedis cannot begin its keys with KeyPrefix, which holds a brace, a space or a line break, or is null. Set it to a short name, such as kravapi:."
            )
            : ValidateOptionsResult.Success;
    }

    private static bool IsReadable(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text).EndPoints.Count > 0;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }
}
