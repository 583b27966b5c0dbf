using System.Text.Json;

namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>Reads an organization: <c>{"authority":"iso6523-actorid-upis","ID":"0192:991825827"}</c>.</summary>
/// <remarks>Altinn's guide writes <c>id</c> where tokens have <c>ID</c>; either is taken, and both only when they say the same.</remarks>
internal static class OrganizationReader
{
    /// <summary>Reads the value that the reader stands on, to its end.</summary>
    /// <returns><see langword="null"/> if the value is no organization, or names two.</returns>
    public static OrganizationIdentifier? Read(
        ref Utf8JsonReader reader,
        ReadOnlySpan<byte> json,
        out bool repeatsMember
    )
    {
        repeatsMember = false;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.SkipText();
            return null;
        }

        var names = new MemberNames(json);
        string? authority = null;
        OrganizationIdentifier? organization = null;
        var wellFormed = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNew = names.TryAdd(ref reader, out var name);
            repeatsMember |= !isNew;
            var isAuthority = name.SequenceEqual("authority"u8);
            var isId = name is [(byte)'I' or (byte)'i', (byte)'D' or (byte)'d'];
            reader.Read();
            if (!isAuthority && !isId)
            {
                reader.SkipText();
                continue;
            }

            var hasText = reader.TokenType == JsonTokenType.String && !reader.ValueSpan.IsEmpty;
            wellFormed &= hasText;
            if (hasText && isAuthority)
            {
                authority = SharedValues.Texts.Get(ref reader);
            }
            else if (hasText)
            {
                var read = SharedValues.Organizations.Get(ref reader);
                wellFormed &= organization is null || organization.Id == read.Id;
                organization = read;
            }

            reader.SkipText();
        }

        if (!wellFormed || repeatsMember || authority is null || organization is null)
        {
            return null;
        }

        return authority == organization.Authority
            ? organization
            : new OrganizationIdentifier(authority, organization.Id);
    }
}
