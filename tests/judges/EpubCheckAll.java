// EPUBCheck over many books in one virtual machine, whose start costs as much as ten books.
// usage: java -cp epubcheck.jar:lib/*:. EpubCheckAll FILE.epub ...
// One line per file: PASS|FAIL <tab> fatal=N error=N warning=N <tab> file <tab> ID x times ...
import com.adobe.epubcheck.api.*;
import com.adobe.epubcheck.messages.*;
import com.adobe.epubcheck.util.DefaultReportImpl;
import java.io.File;
import java.util.*;

public class EpubCheckAll {
    /** Counts what makes a book fail, by the name of its message. */
    static class Counting extends DefaultReportImpl {
        final Map<String, Integer> told = new TreeMap<>();
        final Map<Severity, Integer> times = new EnumMap<>(Severity.class);
        Counting(String file) { super(file, null, true); }
        @Override public void message(Message message, EPUBLocation location, Object... args) {
            switch (message.getSeverity()) {
                case FATAL: case ERROR: case WARNING:
                    times.merge(message.getSeverity(), 1, Integer::sum);
                    told.merge(message.getID().toString(), 1, Integer::sum);
                    break;
                default:
            }
        }
        int times(Severity severity) { return times.getOrDefault(severity, 0); }
    }

    public static void main(String[] files) {
        for (String file : files) {
            Counting report = new Counting(file);
            new EpubCheck(new File(file), report).doValidate();
            int fatal = report.times(Severity.FATAL), error = report.times(Severity.ERROR), warning = report.times(Severity.WARNING);
            StringBuilder ids = new StringBuilder();
            report.told.forEach((id, times) -> ids.append(id).append('x').append(times).append(' '));
            System.out.println((fatal + error + warning == 0 ? "PASS" : "FAIL") + "\tfatal=" + fatal + " error=" + error
                + " warning=" + warning + "\t" + file + "\t" + ids.toString().trim());
        }
    }
}
