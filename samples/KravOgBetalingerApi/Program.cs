using System.Reflection;
using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Endpoints;
using KravOgBetalingerApi.Errors;
using KravOgBetalingerApi.Json;
using KravOgBetalingerApi.Operations;

var builder = WebApplication.CreateBuilder(args);

// System users: tokens, rights and answers, configured by the section SystemUser.
builder.Services.AddSystemUserAuthorization().RequireDecisionOnEveryEndpoint();

#if DEBUG
// Maskinporten and Altinn on this machine; a Release build does not even contain them.
if (builder.Environment.IsDevelopment())
{
    builder.AddSystemUserSandbox();
    builder.Services.AddHostedService<ShellLines>();
}
#endif

builder.AddData();
builder.AddOperations();
builder.Services.AddFeil();
builder.Services.AddControllers().AddJsonOptions(options => ApiJson.Configure(options.JsonSerializerOptions));
builder.Services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
builder.Services.AddDocumentation();

var app = builder.Build();

app.UseKorrelasjonsid();
app.UseFeil();
app.UseRouting();
app.UseAuthentication();
app.UseRateLimiter();
app.UseAuthorization();
app.UseDataRules();

app.MapGet("/", () => "Krav og betalinger").AllowAnonymous().ExcludeFromDescription();
app.MapControllers();
app.MapEgen();
app.MapKlienter();
app.MapBoligselskap();
app.MapHealth();
app.MapDocumentation();

try
{
    await app.StartAsync();
}
catch (Exception refusal) when (Assembly.GetEntryAssembly() == typeof(Program).Assembly)
{
    // A refused start is no crash: it ends in words and with an exit code. Whoever hosts the app for a test gets the exception.
    await Console.Error.WriteLineAsync($"The start was refused. {refusal.Message}");
    return 1;
}

await app.WaitForShutdownAsync();
return 0;
