using Microsoft.AspNetCore.SignalR.Client;

namespace KravOgBetalingerApi.Tests.Examples;

/// <summary>The guide's client of a hub whose connections are closed when their token expires.</summary>
internal static class OpenConnection
{
    public interface ITokens
    {
        Task<string?> GetAsync();
    }

    public static HubConnection Create(ITokens tokens)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(
                "https://api.example/krav",
                options => options.AccessTokenProvider = async () => await tokens.GetAsync()
            )
            .WithAutomaticReconnect([TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)])
            .Build();
        return connection;
    }
}
