namespace Notifications.Properties;

internal enum ActKind
{
    Alert,
    Note,
    BatchNote,
    Limited,
    Advance,
    Send,
    Schedule,
    Cancel,
    Script,
    Repeat,
    Restart,
    Drill,
    Operate,
    Silence,
    Expire,
    Reload,
    Refuse,
}
