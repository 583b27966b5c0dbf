using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;

var builder = WebApplication.CreateBuilder(args);

// Tokens, rights and answers; the section SystemUser of appsettings.json says which scope a token needs.
builder.Services.AddSystemUserAuthorization();

#if DEBUG
// Maskinporten and Altinn on http://localhost:5090. A Release build does not contain them.
if (builder.Environment.IsDevelopment())
{
    builder.AddSystemUserSandbox();
}
#endif

var app = builder.Build();

// For the organization that owns the system user.
app.MapGet("/krav", Claims).RequireSystemUserRight("ske-krav-og-betalinger");

// For the organization in the path: the owner, or a client where the owner is its accountant.
app.MapGet("/krav/{orgnr}", Claims)
    .RequireSystemUserRight(
        "ske-krav-og-betalinger",
        right =>
        {
            right.PartyFromRoute = "orgnr";
            right.AllowClients = true;
        }
    );

app.Run();

static string Claims(AltinnSystemUser systemUser, AuthorizedParty party) =>
    $"{systemUser.Id} of {systemUser.Owner} reads the claims of {party}.";
