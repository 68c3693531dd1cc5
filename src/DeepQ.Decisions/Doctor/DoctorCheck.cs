using System.Globalization;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>Sees a log go by, and says what is wrong with it. What it keeps does not grow with the log.</summary>
internal abstract class DoctorCheck
{
    /// <summary>With fewer of what is looked at, chance alone may look like a fault.</summary>
    protected const int Least = 100;

    public virtual void See(Decision decision)
    {
    }

    public virtual void See(Reward reward)
    {
    }

    public virtual void See(JoinedEpisode episode)
    {
    }

    /// <summary>Says what was found, once the log was seen.</summary>
    /// <param name="counts">What was joined of it.</param>
    public abstract IEnumerable<DoctorFinding> Findings(JoinCounts counts);

    protected static DoctorFinding Found(FindingCode code, FindingSeverity severity, FormattableString message) =>
        new(code, severity, message.ToString(CultureInfo.InvariantCulture));

    protected static string Told(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
