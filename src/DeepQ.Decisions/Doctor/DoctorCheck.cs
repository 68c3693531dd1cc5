using System.Globalization;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>Observes the events of a log and reports problems. Its memory does not grow with the log.</summary>
internal abstract class DoctorCheck
{
    /// <summary>The minimum number of observations: with fewer, chance alone may look like a fault.</summary>
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

    /// <summary>Returns the findings after the whole log was observed.</summary>
    /// <param name="counts">The counts of the join.</param>
    public abstract IEnumerable<DoctorFinding> Findings(JoinCounts counts);

    protected static DoctorFinding Found(FindingCode code, FindingSeverity severity, FormattableString message) =>
        new(code, severity, message.ToString(CultureInfo.InvariantCulture));

    protected static string Told(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
