namespace Notifications.Handlebars;

/// <summary>What is wrong with a template.</summary>
public enum TemplateErrorCode
{
    /// <summary>There is no template of the name, or it is disabled, or a part of others only.</summary>
    NotFound,

    /// <summary>The document itself is invalid: a name, a number, a language tag.</summary>
    InvalidDocument,

    /// <summary>A text does not parse or uses what is not supported.</summary>
    Syntax,

    /// <summary>A text calls a helper that does not exist.</summary>
    UnknownHelper,

    /// <summary>A text includes a part that does not exist.</summary>
    UnknownPartial,

    /// <summary>A text reads a variable that the document does not declare.</summary>
    UndeclaredVariable,

    /// <summary>A required variable has no value.</summary>
    MissingVariable,

    /// <summary>The template has no text for the channel and language.</summary>
    NoText,

    /// <summary>A text fails while it is rendered: a helper was given what it cannot use.</summary>
    Failed,

    /// <summary>The result is longer than it may be.</summary>
    OutputTooLong,

    /// <summary>Rendering takes more steps, more time or is nested deeper than it may.</summary>
    TooMuchWork,

    /// <summary>The blocks are no JSON once they are filled.</summary>
    InvalidBlocks,

    /// <summary>Somebody else saved a version meanwhile, or the version is not there.</summary>
    Conflict,

    /// <summary>There are as many templates as there may be.</summary>
    TooMany,

    /// <summary>A text reads a member of the event's data that the schema of the event type does not have.</summary>
    UnknownMember,
}
