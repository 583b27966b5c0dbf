using StackExchange.Redis;

namespace SystemUser.AspNetCore.Redis;

/// <summary>Which Redis the app's hosts share decisions in. Exactly one of <see cref="Configuration"/>, <see cref="ConfigurationOptions"/> and <see cref="ConnectionMultiplexerFactory"/> is set.</summary>
public sealed class SystemUserRedisOptions
{
    /// <summary>Gets or sets where it is, as StackExchange.Redis reads it: <c>host:port,password=…,ssl=true</c>.</summary>
    public string? Configuration { get; set; }

    /// <summary>Gets or sets the same as an object. It is copied, and the copy never gives up to connect and never queues commands.</summary>
    public ConfigurationOptions? ConfigurationOptions { get; set; }

    /// <summary>Gets or sets what gives a connection of the app's own, which the app ends. Without it the package has its own.</summary>
    public Func<Task<IConnectionMultiplexer>>? ConnectionMultiplexerFactory { get; set; }

    /// <summary>Gets or sets what every key begins with. Defaults to nothing; two apps in one Redis need two.</summary>
    /// <value>A text without braces, spaces and line breaks, such as <c>kravapi:</c>.</value>
    public string KeyPrefix { get; set; } = string.Empty;
}
