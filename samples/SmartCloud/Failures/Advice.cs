using SmartCloud.Texts;

namespace SmartCloud.Failures;

/// <summary>What a person is told about a failure.</summary>
/// <param name="What">What is wrong.</param>
/// <param name="WhatToDo">What to do about it.</param>
internal sealed record Advice(Localized What, Localized WhatToDo);
