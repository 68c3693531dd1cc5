namespace PolicyServer.Tests.Page;

/// <summary>A test that needs Chromium; where there is none, it says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null)
            Skip = "The page is tried in Chromium, and neither that nor Chrome or Edge is installed.";
    }
}
